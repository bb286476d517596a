/*
 * hostile - what a feed may hold to hurt a reader, and what must not come through.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define HOSTILE_TEXT                                                                               \
	"<!channel> <@U1> <!subteam^S1|x> <http://evil.example|click> *bold* _it_ ~no~ `code` "    \
	"<b>b</b><img src=x onerror=alert(1)> &lt;i&gt; &amp; AT&T \"q\" 'a' "                     \
	"\033[31mred\033[0m\033]8;;http://evil.example\007link\033]8;;\007 \r\nX-Bad: "            \
	"1\n\n.\n<0>wall "                                                                         \
	"\xe2\x80\xae\xe2\x81\xa6txt.exe\xe2\x80\x8b \xc2\x9b"                                     \
	"31m \x01\x7f \xff\xc0\x80 $(id) `id` | rm"

/* No control character but line breaks, no bidirectional override, valid otherwise. */
static inline bool
hostile_got_through(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i], next = (unsigned char)text[i + 1],
			      third = next ? (unsigned char)text[i + 2] : 0;

		if ((c < ' ' && c != '\n') || c == 0x7f)
			return true;
		if (c == 0xc2 && next >= 0x80 && next < 0xa0)
			return true; /* C1 */
		if (c == 0xe2 && next == 0x80 && third >= 0xaa && third <= 0xae)
			return true;
		if (c == 0xe2 && next == 0x81 && third >= 0xa6 && third <= 0xa9)
			return true;
	}
	return false;
}
