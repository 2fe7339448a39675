/* What every unit test includes: cmocka in its required order, and TAP as output. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/** For the end of main: `return run_tap("base", tests);` */
#define run_tap(group, tests) \
	(cmocka_set_message_output(CM_OUTPUT_TAP), cmocka_run_group_tests_name((group), (tests), NULL, NULL))

/** The two slices have the same bytes; shows both when not. */
#define assert_str(actual, expected) assert_str_at((actual), str_from(expected), __FILE__, __LINE__)
static inline void assert_str_at(str actual, str expected, const char *file, int line)
{
	if (!str_equal(actual, expected)) {
		print_error("\"%.*s\" is not \"%.*s\"\n", STR_ARG(actual), STR_ARG(expected));
		_fail(file, line);
	}
}

#endif
