/*
 * date_word - months are known by their first letters, without case and accents.
 */
#include "feed/date_word.h"

#include <ctype.h>
#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"

struct zone {
	const char *name;
	long minutes;
};

/* clang-format off */
static const struct zone zones[] = {
	{ "ut", 0 }, { "utc", 0 }, { "gmt", 0 }, { "z", 0 }, { "wet", 0 }, { "west", 60 },
	{ "bst", 60 }, { "cet", 60 }, { "cest", 120 }, { "met", 60 }, { "mest", 120 },
	{ "mez", 60 }, { "mesz", 120 }, { "eet", 120 }, { "eest", 180 }, { "msk", 180 },
	{ "msd", 240 }, { "trt", 180 }, { "ist", 330 }, { "pkt", 300 }, { "gst", 240 },
	{ "sast", 120 }, { "wat", 60 }, { "cat", 120 }, { "eat", 180 }, { "sgt", 480 },
	{ "hkt", 480 }, { "pht", 480 }, { "ict", 420 }, { "wib", 420 }, { "jst", 540 },
	{ "kst", 540 }, { "awst", 480 }, { "acst", 570 }, { "acdt", 630 }, { "aest", 600 },
	{ "aedt", 660 }, { "aet", 600 }, { "nzst", 720 }, { "nzdt", 780 }, { "at", -240 },
	{ "ast", -240 }, { "adt", -180 }, { "et", -300 }, { "est", -300 }, { "edt", -240 },
	{ "ct", -360 }, { "cst", -360 }, { "cdt", -300 }, { "mt", -420 }, { "mst", -420 },
	{ "mdt", -360 }, { "pt", -480 }, { "pst", -480 }, { "pdt", -420 }, { "akst", -540 },
	{ "akdt", -480 }, { "hst", -600 }, { "nst", -210 }, { "ndt", -150 }, { "brt", -180 },
	{ "art", -180 }, { "clt", -240 }, { "cedt", 120 }, { "idt", 180 }, { "irst", 210 },
	{ "azt", 240 }, { "samt", 240 }, { "uzt", 300 }, { "yekt", 300 }, { "npt", 345 },
	{ "omst", 360 }, { "novt", 420 }, { "krat", 420 }, { "irkt", 480 }, { "myt", 480 },
	{ "wita", 480 }, { "hkst", 540 }, { "wit", 540 }, { "yakt", 540 }, { "vlat", 600 },
	{ "magt", 660 }, { "nzt", 720 }, { "pett", 720 }, { "sst", -660 }, { "hadt", -540 },
	{ "hast", -600 }, { "cot", -300 }, { "pet", -300 }, { "bot", -240 }, { "vet", -240 },
	{ "uyt", -180 }, { "brst", -120 }, { "clst", -180 },
};
/* clang-format on */

struct stem {
	const char *stem;
	long month;
};

/* Beginnings of month names, folded (see date_word); of two that begin alike the longer is first. */
/* clang-format off */
static const struct stem stems[] = {
	{ "marras", 11 }, { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 }, { "may", 5 },
	{ "jun", 6 }, { "jul", 7 }, { "aug", 8 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 },
	{ "dec", 12 },
	/* French, German, Dutch, Spanish, Portuguese, Italian, Nordic, Romanian, Indonesian */
	{ "fev", 2 }, { "avr", 4 }, { "mai", 5 }, { "juin", 6 }, { "juil", 7 }, { "aou", 8 },
	{ "maer", 3 }, { "mrz", 3 }, { "okt", 10 }, { "dez", 12 }, { "maa", 3 }, { "mrt", 3 },
	{ "mei", 5 }, { "ene", 1 }, { "abr", 4 }, { "ago", 8 }, { "dic", 12 }, { "set", 9 },
	{ "out", 10 }, { "gen", 1 }, { "mag", 5 }, { "giu", 6 }, { "lug", 7 }, { "ott", 10 },
	{ "maj", 5 }, { "des", 12 }, { "ian", 1 }, { "iun", 6 }, { "iul", 7 }, { "noi", 11 },
	{ "agu", 8 },
	/* Hungarian */
	{ "sze", 9 },
	/* Polish, Czech */
	{ "sty", 1 }, { "lut", 2 }, { "kwi", 4 }, { "cze", 6 }, { "lip", 7 }, { "sie", 8 },
	{ "wrz", 9 }, { "paz", 10 }, { "lis", 11 }, { "gru", 12 }, { "led", 1 }, { "uno", 2 },
	{ "bre", 3 }, { "dub", 4 }, { "kve", 5 }, { "cervenec", 7 }, { "cervence", 7 },
	{ "cer", 6 }, { "srp", 8 }, { "zar", 9 }, { "rij", 10 }, { "pro", 12 },
	/* Turkish, Finnish */
	{ "oca", 1 }, { "sub", 2 }, { "nis", 4 }, { "haz", 6 }, { "tem", 7 }, { "eyl", 9 },
	{ "eki", 10 }, { "kas", 11 }, { "ara", 12 }, { "tammi", 1 }, { "helmi", 2 },
	{ "maalis", 3 }, { "huhti", 4 }, { "touko", 5 }, { "kesa", 6 }, { "heina", 7 },
	{ "elo", 8 }, { "syys", 9 }, { "loka", 10 }, { "joulu", 12 },
	/* Greek */
	{ "ιαν", 1 }, { "φεβ", 2 }, { "μαρ", 3 }, { "μαω", 3 }, { "απρ", 4 }, { "μαι", 5 },
	{ "ιουν", 6 }, { "ιον", 6 }, { "ιουλ", 7 }, { "ιολ", 7 }, { "αυγ", 8 }, { "σεπ", 9 },
	{ "οκτ", 10 }, { "νοε", 11 }, { "δεκ", 12 },
	/* Russian, Ukrainian */
	{ "янв", 1 }, { "фев", 2 }, { "мар", 3 }, { "апр", 4 }, { "май", 5 }, { "мая", 5 },
	{ "июн", 6 }, { "июл", 7 }, { "авг", 8 }, { "сен", 9 }, { "окт", 10 }, { "ноя", 11 },
	{ "дек", 12 }, { "січ", 1 }, { "лют", 2 }, { "бер", 3 }, { "кві", 4 }, { "тра", 5 },
	{ "чер", 6 }, { "лип", 7 }, { "сер", 8 }, { "вер", 9 }, { "жов", 10 }, { "лис", 11 },
	{ "гру", 12 },
};
/* clang-format on */

/* Accented letters, by the letter that months are told by. */
static const struct {
	const char *from;
	char to;
} accents[] = {
	{ "àáâãäåāăąÀÁÂÃÄÅĀĂĄ", 'a' },
	{ "çćčÇĆČ", 'c' },
	{ "ďĎ", 'd' },
	{ "èéêëēęěÈÉÊËĒĘĚ", 'e' },
	{ "ğĞ", 'g' },
	{ "ìíîïīįıÌÍÎÏĪĮİ", 'i' },
	{ "łľļŁĽĻ", 'l' },
	{ "ñńňņÑŃŇŅ", 'n' },
	{ "òóôõöőøÒÓÔÕÖŐØ", 'o' },
	{ "ŕřŔŘ", 'r' },
	{ "śšşșŚŠŞȘ", 's' },
	{ "ťţțŤŢȚ", 't' },
	{ "ùúûüūůűųÙÚÛÜŪŮŰŲ", 'u' },
	{ "ýÝ", 'y' },
	{ "źżžŹŻŽ", 'z' },
};

/* Greek letters with an accent, and the sigma at the end of a word. */
static const struct {
	unsigned from, to;
} greek[] = {
	{ 0x386, 0x3B1 },
	{ 0x388, 0x3B5 },
	{ 0x389, 0x3B7 },
	{ 0x38A, 0x3B9 },
	{ 0x38C, 0x3BF },
	{ 0x38E, 0x3C5 },
	{ 0x38F, 0x3C9 },
	{ 0x390, 0x3B9 },
	{ 0x3AC, 0x3B1 },
	{ 0x3AD, 0x3B5 },
	{ 0x3AE, 0x3B7 },
	{ 0x3AF, 0x3B9 },
	{ 0x3B0, 0x3C5 },
	{ 0x3C2, 0x3C3 },
	{ 0x3CA, 0x3B9 },
	{ 0x3CB, 0x3C5 },
	{ 0x3CC, 0x3BF },
	{ 0x3CD, 0x3C5 },
	{ 0x3CE, 0x3C9 },
};

static unsigned
without_accent(unsigned rune)
{
	for (size_t i = 0; i < ARRAY_LEN(accents); i++) {
		const char *at = accents[i].from;
		size_t left = strlen(at), n;
		unsigned from;

		for (; (n = utf8_decode(at, left, &from)) > 0; at += n, left -= n)
			if (from == rune)
				return (unsigned)accents[i].to;
	}
	return rune;
}

static unsigned
without_greek_accent(unsigned rune)
{
	for (size_t i = 0; i < ARRAY_LEN(greek); i++)
		if (greek[i].from == rune)
			return greek[i].to;
	return rune;
}

/* A letter without case and accent, as far as months need it. */
static unsigned
fold_rune(unsigned rune)
{
	if (rune < 0x80)
		return (unsigned)tolower((int)rune);
	if (rune < 0x300)
		return without_accent(rune);
	if ((rune >= 0x391 && rune <= 0x3A9) || (rune >= 0x410 && rune <= 0x42F))
		return rune + 0x20;
	if (rune == 0x451 || rune == 0x401)
		return 0x435;
	if (rune == 0x406)
		return 0x456;
	return without_greek_accent(rune);
}

void
date_word(const char **at, char word[DATE_WORD_MAX])
{
	size_t to = 0, n;
	unsigned rune;

	while ((n = utf8_decode(*at, strnlen(*at, 4), &rune)) > 0) {
		if (rune < 0x80 ? !isalpha((int)rune) : rune < 0xC0)
			break;
		rune = fold_rune(rune);
		if (to + 4 < DATE_WORD_MAX)
			to += utf8_encode(rune, word + to);
		*at += n;
	}
	word[to] = '\0';
}

bool
date_zone(const char *word, long *ret_minutes)
{
	for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
		if (zones[i].name[0] == word[0] && strcmp(zones[i].name, word) == 0) {
			*ret_minutes = zones[i].minutes;
			return true;
		}
	}
	if (word[0] >= 'a' && word[0] <= 'z' && word[0] != 'j' && !word[1]) {
		char c = word[0];

		*ret_minutes = 60L * (c <= 'i' ? -(c - 'a' + 1) : c <= 'm' ? -(c - 'a') : c - 'm');
		return true;
	}
	return false;
}

bool
date_month(const char *word, long *ret_month)
{
	for (size_t i = 0; i < ARRAY_LEN(stems); i++) {
		if (word[0] == stems[i].stem[0] &&
			strncmp(word, stems[i].stem, strlen(stems[i].stem)) == 0) {
			*ret_month = stems[i].month;
			return true;
		}
	}
	return false;
}
