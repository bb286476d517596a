/* Signatures: the official vector, and secrets that are none. */
#include "unit.h"

#include <string.h>

#include "notify/sign.h"

static void
signs_as_the_official_vector_says(void **state)
{
	static const char *const secrets[] = { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
	static const char body[] = "{\"test\": 2432232314}";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(secrets); i++) {
		struct sign_key key;
		struct str out;

		str_init(&out, 256);
		assert_true(sign_key_parse(secrets[i], &key, NULL));
		assert_int_equal(key.len, 24);
		sign_put(
			&out, &key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, strlen(body));
		assert_string_equal(out.text, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
		str_clear(&out);
	}
}

static void
padding_is_no_part_of_the_key(void **state)
{
	static const struct {
		const char *secret;
		size_t len;
	} cases[] = { { "whsec_YWJj", 3 }, { "whsec_YWI=", 2 }, { "whsec_YQ==", 1 } };
	struct sign_key key;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_true(sign_key_parse(cases[i].secret, &key, NULL));
		assert_int_equal(key.len, cases[i].len);
		assert_memory_equal(key.bytes, "abc", cases[i].len);
	}
}

static void
what_is_no_secret_is_refused_without_telling_it(void **state)
{
	static const char *const cases[] = { "", "whsec_", "whsec_abc", "whsec_?!?!", "hunter2",
		"nonsense",
		"whsec_"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		"AA"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		"AAAA"
		"AAAA" };
	struct sign_key key;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = { 0 };

		if (sign_key_parse(cases[i], &key, &err))
			fail_msg("'%s' was taken", cases[i]);
		assert_int_equal(err.code, ERR_CONF);
		assert_null(strstr(err.text, "hunter2"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_as_the_official_vector_says),
		cmocka_unit_test(padding_is_no_part_of_the_key),
		cmocka_unit_test(what_is_no_secret_is_refused_without_telling_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
