#include "unit.h"

static void placeholder(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" a ")), "a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(placeholder)};
	return run_tap("base", tests);
}
