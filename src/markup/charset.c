/*
 * charset - which one it is, and iconv to get rid of it.
 */
#include "markup/charset.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum {
	NAME_MAX_LEN = 40,
	DECLARATION_MAX = 512, /* an XML declaration ends within so many bytes */
	GROWTH_MAX = 4,        /* UTF-8 bytes per byte of any other charset, at most */
};

struct bom {
	const char *mark;
	size_t len;
	size_t skip; /* 0: no mark but the first bytes of a document, to be kept */
	const char *charset;
};

static const struct bom boms[] = {
	{ "\0\0\xFE\xFF", 4, 4, "utf-32be" },
	{ "\xFF\xFE\0\0", 4, 4, "utf-32le" },
	{ "\xEF\xBB\xBF", 3, 3, "utf-8" },
	{ "\xFE\xFF", 2, 2, "utf-16be" },
	{ "\xFF\xFE", 2, 2, "utf-16le" },
	{ "\0\0\0<", 4, 0, "utf-32be" },
	{ "<\0\0\0", 4, 0, "utf-32le" },
	{ "\0<", 2, 0, "utf-16be" },
	{ "<\0", 2, 0, "utf-16le" },
	/* "<?xm" in EBCDIC: the declaration, in its invariant part, names the code page */
	{ "\x4C\x6F\xA7\x94", 4, 0, "ibm037" },
};

struct alias {
	const char *name, *charset;
};

/* What the web means by a name, where that is more than iconv takes it for, or unknown to iconv. */
static const struct alias aliases[] = {
	{ "ascii", "windows-1252" },
	{ "ansi_x3.4-1968", "windows-1252" },
	{ "us-ascii", "windows-1252" },
	{ "iso-8859-1", "windows-1252" },
	{ "iso8859-1", "windows-1252" },
	{ "iso_8859-1", "windows-1252" },
	{ "8859-1", "windows-1252" },
	{ "latin1", "windows-1252" },
	{ "latin-1", "windows-1252" },
	{ "l1", "windows-1252" },
	{ "x-cp1252", "windows-1252" },
	{ "ansi", "windows-1252" },
	{ "iso-8859-9", "windows-1254" },
	{ "latin5", "windows-1254" },
	{ "iso-8859-11", "cp874" },
	{ "tis-620", "cp874" },
	{ "windows-874", "cp874" },
	{ "gb2312", "gb18030" },
	{ "gb_2312-80", "gb18030" },
	{ "gbk", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "cp936", "gb18030" },
	{ "euc-cn", "gb18030" },
	{ "big5", "big5-hkscs" },
	{ "x-x-big5", "big5-hkscs" },
	{ "shift_jis", "cp932" },
	{ "shift-jis", "cp932" },
	{ "sjis", "cp932" },
	{ "x-sjis", "cp932" },
	{ "windows-31j", "cp932" },
	{ "ms_kanji", "cp932" },
	{ "euc-kr", "cp949" },
	{ "euckr", "cp949" },
	{ "ks_c_5601-1987", "cp949" },
	{ "ksc5601", "cp949" },
	{ "windows-949", "cp949" },
	{ "x-euc-jp", "euc-jp" },
	{ "eucjp", "euc-jp" },
	{ "euc_jis_2004", "euc-jisx0213" },
	{ "shift_jis_2004", "shift_jisx0213" },
	{ "ptcp154", "pt154" },
	{ "koi8-ru", "koi8-u" },
	{ "cskoi8r", "koi8-r" },
	{ "x-mac-cyrillic", "mac-cyrillic" },
	{ "maccyrillic", "mac-cyrillic" },
	{ "x-mac-roman", "macintosh" },
	{ "macroman", "macintosh" },
	{ "mac-roman", "macintosh" },
	{ "mac_roman", "macintosh" },
	{ "maciceland", "mac-is" },
	{ "macturkish", "macintosh" },
	{ "maclatin2", "mac-centraleurope" },
	{ "logical", "iso-8859-8" },
	{ "visual", "iso-8859-8" },
	{ "iso-8859-8-i", "iso-8859-8" },
	{ "utf8", "utf-8" },
	{ "u8", "utf-8" },
	{ "utf_8", "utf-8" },
	{ "unicode-1-1-utf-8", "utf-8" },
	{ "x-unicode20utf8", "utf-8" },
	{ "u16", "utf-16" },
	{ "utf16", "utf-16" },
	{ "utf_16", "utf-16" },
	{ "utf_16_be", "utf-16be" },
	{ "utf_16_le", "utf-16le" },
	{ "ucs-2", "utf-16" },
	{ "iso-10646-ucs-2", "utf-16" },
	{ "unicode", "utf-16" },
	{ "u32", "utf-32" },
	{ "utf32", "utf-32" },
	{ "utf_32", "utf-32" },
	{ "ucs-4", "utf-32" },
	{ "iso-10646-ucs-4", "utf-32" },
	{ "ebcdic-cp-ch", "ibm500" },
	{ "ebcdic-cp-be", "ibm500" },
};

/* Copies a name as iconv should be told it: lower case, aliases replaced, nothing but a name. */
static bool
charset_name(const char *from, size_t len, char name[NAME_MAX_LEN])
{
	size_t n = 0;

	for (; n < len && n + 1 < NAME_MAX_LEN; n++) {
		unsigned char c = (unsigned char)from[n];

		if (!isalnum(c) && !strchr("-_.:", c))
			break;
		name[n] = (char)tolower(c);
	}
	name[n] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++) {
		if (strcmp(name, aliases[i].name) == 0)
			snprintf(name, NAME_MAX_LEN, "%s", aliases[i].charset);
	}
	return n > 0;
}

/* charset=NAME of a Content-Type, with or without quotes. */
static bool
charset_of_header(const char *content_type, char name[NAME_MAX_LEN])
{
	const char *at = content_type ? strcasestr(content_type, "charset") : NULL;

	if (!at)
		return false;
	at += strlen("charset");
	at += strspn(at, " \t");
	if (*at != '=')
		return false;
	at++;
	at += strspn(at, " \t\"'");
	return charset_name(at, strlen(at), name);
}

/* encoding="NAME" of an XML declaration in bytes that are ASCII enough to be read. */
static bool
charset_of_declaration(const char *bytes, size_t len, char name[NAME_MAX_LEN])
{
	const char *start, *end, *at;

	if (len > DECLARATION_MAX)
		len = DECLARATION_MAX;
	start = memmem(bytes, len, "<?xml", 5);
	if (!start)
		return false;
	end = memmem(start, len - (size_t)(start - bytes), "?>", 2);
	at = end ? memmem(start, (size_t)(end - start), "encoding", 8) : NULL;
	if (!at)
		return false;
	at += strlen("encoding");
	while (at < end && strchr(" \t\r\n=\"'", *at))
		at++;
	return charset_name(at, (size_t)(end - at), name);
}

/* The converter for a name, which may be written with _ where iconv has -. */
static iconv_t
converter_open(const char *charset)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	char name[NAME_MAX_LEN];

	if (cd != (iconv_t)-1 || !strchr(charset, '_'))
		return cd;
	snprintf(name, sizeof name, "%s", charset);
	for (char *c = name; *c; c++) {
		if (*c == '_')
			*c = '-';
	}
	return iconv_open("UTF-8", name);
}

/* Converts with iconv into the arena; false: it doesn't know the name, or bytes don't fit. */
static bool
charset_convert(const char *charset, const char *bytes, size_t len, bool strict,
	struct arena *arena, struct charset_text *text)
{
	iconv_t cd = converter_open(charset);
	size_t room = len + len / 2 + 64, left;
	char *in = (char *)(size_t)bytes, *out, *to;
	struct str str;
	bool ok = true;

	if (cd == (iconv_t)-1)
		return false;
	str_init(&str, GROWTH_MAX * len + 64);
	text->damaged = false;
	out = arena_alloc(arena, room);
	to = out;
	left = room;
	while (len > 0) {
		if (iconv(cd, &in, &len, &to, &left) != (size_t)-1)
			break;
		if (errno == E2BIG) {
			str_add(&str, out, (size_t)(to - out));
			to = out;
			left = room;
			continue;
		}
		text->damaged = true;
		if (errno == EINVAL) /* cut off in the middle of a character */
			break;
		if (strict) {
			ok = false;
			break;
		}
		in++;
		len--;
		if (left > 3) {
			size_t n = utf8_encode(0xFFFD, to);

			to += n;
			left -= n;
		}
	}
	iconv_close(cd);
	if (ok && str.len > 0) {
		str_add(&str, out, (size_t)(to - out));
		text->bytes = arena_strndup(arena, str.text, str.len);
		text->len = str.len;
	} else if (ok) {
		text->bytes = out;
		text->len = (size_t)(to - out);
	}
	str_clear(&str);
	return ok;
}

/* Reads bytes as Windows-1252: all that are not ASCII, or only those that are no sound UTF-8. */
static void
charset_from_1252(const char *bytes, size_t len, bool keep_sound, struct arena *arena,
	struct charset_text *text)
{
	size_t n_high = 0;
	char *to;

	for (size_t i = 0; i < len; i++)
		n_high += (unsigned char)bytes[i] >> 7;
	*text = (struct charset_text){ .bytes = bytes, .len = len };
	if (n_high == 0)
		return;
	to = arena_alloc(arena, len + 2 * n_high + 1);
	text->bytes = to;
	for (size_t at = 0, step; at < len; at += step) {
		unsigned rune;

		step = keep_sound && (unsigned char)bytes[at] >= 0x80
			       ? utf8_decode(bytes + at, len - at, &rune)
			       : 1;
		if (step > 1) {
			memcpy(to, bytes + at, step);
			to += step;
		} else {
			to += utf8_encode(utf8_of_1252((unsigned char)bytes[at]), to);
		}
	}
	text->len = (size_t)(to - text->bytes);
}

/*
 * The last resort. Where what is sound UTF-8 is not outnumbered, the document is UTF-8 with some
 * bytes pasted in (or cut off), and only the unsound ones are read as Windows-1252; else all of
 * them are. Windows-1252 hardly ever looks like UTF-8: a character that was cut counts once.
 */
static void
charset_guess(const char *bytes, size_t len, struct arena *arena, struct charset_text *text)
{
	size_t n_sound = 0, n_unsound = 0;
	bool in_unsound = false;

	for (size_t at = 0, step; at < len; at += step) {
		unsigned rune;

		step = 1;
		if ((unsigned char)bytes[at] < 0x80) {
			in_unsound = false;
			continue;
		}
		step = utf8_decode(bytes + at, len - at, &rune);
		n_sound += step > 1;
		n_unsound += step == 1 && !in_unsound && len - at > 3;
		in_unsound = step == 1;
	}
	charset_from_1252(bytes, len, n_unsound <= n_sound, arena, text);
	text->damaged = true;
}

static bool
is_wide(const char *name)
{
	return strncmp(name, "utf-16", 6) == 0 || strncmp(name, "utf-32", 6) == 0;
}

static bool
has_high(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] >= 0x80)
			return true;
	return false;
}

/* One candidate: taken if the bytes fit it. */
static bool
charset_try(const char *name, const char *bytes, size_t len, struct arena *arena,
	struct charset_text *text)
{
	if (strcmp(name, "utf-8") == 0) {
		if (!utf8_valid(bytes, len))
			return false;
		*text = (struct charset_text){ .bytes = bytes, .len = len };
		return true;
	}
	/* a mark or the first bytes would have told: the name stayed when somebody converted */
	if (is_wide(name))
		return false;
	if (strcmp(name, "windows-1252") == 0) {
		/* the label that programs give without looking; hardly anybody means "Ã©" */
		if (has_high(bytes, len) && utf8_valid(bytes, len))
			return false;
		charset_from_1252(bytes, len, false, arena, text);
		return true;
	}
	return charset_convert(name, bytes, len, true, arena, text);
}

void
charset_decode(const char *bytes, size_t len, const char *content_type, struct arena *arena,
	struct charset_text *ret_text)
{
	char name[NAME_MAX_LEN];
	const char *declared = bytes;

	for (size_t i = 0; i < ARRAY_LEN(boms); i++) {
		const struct bom *bom = &boms[i];

		if (len < bom->len || memcmp(bytes, bom->mark, bom->len) != 0)
			continue;
		if (strcmp(bom->charset, "utf-8") == 0) {
			bytes += bom->skip;
			len -= bom->skip;
			declared = NULL;
			break;
		}
		if (strcmp(bom->charset, "ibm037") == 0) {
			/* readable enough to find which EBCDIC it says it is */
			if (charset_convert("ibm037", bytes, len, false, arena, ret_text) &&
				charset_of_declaration(ret_text->bytes, ret_text->len, name) &&
				!charset_convert(name, bytes, len, false, arena, ret_text))
				(void)charset_convert("ibm037", bytes, len, false, arena, ret_text);
			return;
		}
		if (charset_convert(bom->charset, bytes + bom->skip, len - bom->skip, false, arena,
			    ret_text))
			return;
	}
	if (declared && charset_of_header(content_type, name) &&
		charset_try(name, bytes, len, arena, ret_text))
		return;
	if (declared && charset_of_declaration(bytes, len, name) &&
		charset_try(name, bytes, len, arena, ret_text))
		return;
	if (charset_try("utf-8", bytes, len, arena, ret_text))
		return;
	charset_guess(bytes, len, arena, ret_text);
}
