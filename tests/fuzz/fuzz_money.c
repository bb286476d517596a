/*
 * Foreign bytes as sums of money: each has a currency, a value within its bounds, and a range
 * that rises.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon/lexicon.h"
#include "mention/read.h"
#include "mention/sum.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *const paths[] = { "conf/lexicon/currencies.conf",
		"conf/lexicon/cues.conf" };
	static struct lexicon *lexicon;
	static struct reading reading;
	char *text = malloc(len + 1);

	if (!lexicon) {
		struct faults faults;

		faults_init(&faults);
		lexicon = lexicon_load(paths, 2, &faults);
		if (!lexicon)
			abort();
		lexicon_complete(lexicon);
		faults_clear(&faults);
		reading_init(&reading, lexicon);
	}
	memcpy(text, bytes, len);
	text[len] = '\0';
	reading_read(&reading,
		&(struct story){
			.title = text, .text = "", .source = "", .origin = "", .url = "" });
	for (size_t i = 0; i < reading.n_moneys; i++) {
		const struct amount *amount = &reading.moneys[i].amount;

		if (amount->value <= 0 || amount->value > AMOUNT_MAX ||
			strlen(amount->currency) != 3)
			abort();
		if (amount->low < 0 || amount->low > amount->value || amount->usd < 0)
			abort();
	}
	free(text);
	return 0;
}
