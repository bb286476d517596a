/*
 * fuzz_html - any bytes as HTML: to text, to a line, resolved.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "markup/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct str *out, size_t max)
{
	if (!utf8_valid(out->text, out->len) || out->len > max)
		abort();
	for (size_t i = 0; i < out->len; i++) {
		if ((unsigned char)out->text[i] < ' ' && out->text[i] != '\n')
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *html = malloc(size + 1); /* of exactly this size, so that reading past it is seen */
	struct str out;

	memcpy(html, data, size);
	str_init(&out, 1 << 20);
	html_to_text(html, size, &out);
	check(&out, 3 * size + 64);
	str_reset(&out);
	html_to_line(html, size, &out);
	check(&out, 3 * size + 64);
	if (memchr(out.text, '\n', out.len))
		abort();
	str_reset(&out);
	html_resolve(html, size, "https://outlet.example/dir/page", &out);
	str_clear(&out);
	free(html);
	return 0;
}
