/*
 * guard: which addresses are refused, in all their spellings.
 */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "net/guard.h"

struct address {
	const char *text, *strict, *with_private; /* NULL: fine */
};

static const struct address addresses[] = {
	{ "93.184.216.34", NULL, NULL },
	{ "8.8.8.8", NULL, NULL },
	{ "0.0.0.0", "unspecified", NULL },
	{ "0.1.2.3", "unspecified", NULL },
	{ "9.255.255.255", NULL, NULL },
	{ "10.0.0.1", "private", NULL },
	{ "11.0.0.0", NULL, NULL },
	{ "100.63.255.255", NULL, NULL },
	{ "100.64.0.1", "private", NULL },
	{ "100.100.100.200", "private", NULL },
	{ "100.127.255.255", "private", NULL },
	{ "100.128.0.0", NULL, NULL },
	{ "127.0.0.1", "loopback", NULL },
	{ "127.255.255.254", "loopback", NULL },
	{ "168.63.129.16", "metadata", NULL },
	{ "169.254.169.254", "link-local", NULL },
	{ "172.15.255.255", NULL, NULL },
	{ "172.16.0.1", "private", NULL },
	{ "172.31.255.255", "private", NULL },
	{ "172.32.0.0", NULL, NULL },
	{ "192.0.0.192", "reserved", NULL },
	{ "192.168.1.1", "private", NULL },
	{ "192.169.0.1", NULL, NULL },
	{ "198.18.0.1", "reserved", NULL },
	{ "198.20.0.1", NULL, NULL },
	{ "223.255.255.255", NULL, NULL },
	{ "224.0.0.1", "multicast", "multicast" },
	{ "239.255.255.255", "multicast", "multicast" },
	{ "240.0.0.1", "reserved", NULL },
	{ "255.255.255.255", "broadcast", "broadcast" },
	{ "2606:2800:220:1:248:1893:25c8:1946", NULL, NULL },
	{ "::", "unspecified", NULL },
	{ "::1", "loopback", NULL },
	{ "::127.0.0.1", "loopback", NULL },
	{ "::ffff:127.0.0.1", "loopback", NULL },
	{ "::ffff:93.184.216.34", NULL, NULL },
	{ "::ffff:0:10.0.0.1", "private", NULL },
	{ "::ffff:224.0.0.1", "multicast", "multicast" },
	{ "64:ff9b::10.0.0.1", "private", NULL },
	{ "64:ff9b::8.8.8.8", NULL, NULL },
	{ "64:ff9b:1::1", "private", NULL },
	{ "2002:7f00:1::", "loopback", NULL },
	{ "2002:808:808::1", NULL, NULL },
	{ "2001:0:1::1", "tunnelled", NULL },
	{ "2001:db8::1", "reserved", NULL },
	{ "fc00::1", "private", NULL },
	{ "fd00:ec2::254", "private", NULL },
	{ "fe80::1", "link-local", NULL },
	{ "febf::1", "link-local", NULL },
	{ "fec0::1", "private", NULL },
	{ "ff02::1", "multicast", "multicast" },
};

static void
assert_same(const char *is, const char *should)
{
	assert_int_equal(is == NULL, should == NULL);
	if (should)
		assert_string_equal(is, should);
}

static void
judges_addresses_by_their_block(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		assert_same(guard_refuses_text(addresses[i].text, false), addresses[i].strict);
		assert_same(guard_refuses_text(addresses[i].text, true), addresses[i].with_private);
	}
}

static void
judges_socket_addresses_alike(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		struct sockaddr_in in = { .sin_family = AF_INET };
		struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
		const struct sockaddr *address = (const void *)&in;

		if (inet_pton(AF_INET, addresses[i].text, &in.sin_addr) != 1) {
			assert_int_equal(inet_pton(AF_INET6, addresses[i].text, &in6.sin6_addr), 1);
			address = (const void *)&in6;
		}
		assert_same(guard_refuses(address, false), addresses[i].strict);
		assert_same(guard_refuses(address, true), addresses[i].with_private);
	}
}

static void
refuses_what_is_no_internet_address(void **state)
{
	struct sockaddr local = { .sa_family = AF_UNIX };

	(void)state;
	assert_non_null(guard_refuses(&local, true));
	assert_non_null(guard_refuses_text("example.com", true));
	assert_non_null(guard_refuses_text("", true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_addresses_by_their_block),
		cmocka_unit_test(judges_socket_addresses_alike),
		cmocka_unit_test(refuses_what_is_no_internet_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
