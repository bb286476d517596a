/* What a call does whose table was dropped: it says so, and doesn't pretend that nothing is there. */
#pragma once

#include <string.h>

#include "base/err.h"

#define ASSERT_NO_TABLE(err, call)                                                                 \
	do {                                                                                       \
		(err) = (struct err){ 0 };                                                         \
		assert_false(call);                                                                \
		assert_int_equal((err).code, ERR_FAIL);                                            \
		assert_non_null(strstr((err).text, "no such table"));                              \
	} while (0)
