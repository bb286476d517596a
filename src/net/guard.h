/*
 * guard - which addresses may be spoken to.
 *
 * Judged on the address that is connected to, never on a name: names lie, change
 * their answers, and have many spellings.
 */
#pragma once

#include <stdbool.h>

struct sockaddr;

/*
 * NULL: fine. Else why not, as a word for people: "loopback", "private" …
 * With allow_private only what is no single host (multicast, broadcast) is refused.
 */
const char *guard_refuses(const struct sockaddr *address, bool allow_private);

/* The same for an address as text, "192.0.2.1" or "2001:db8::1"; what is none is refused. */
const char *guard_refuses_text(const char *address, bool allow_private);
