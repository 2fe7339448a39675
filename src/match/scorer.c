#include "match/scorer.h"

#include "base/error.h"

const struct scorer *scorer_find(str name, ties_error *err)
{
	static const struct scorer *const scorers[] = {&scorer_ties, &scorer_ofac};

	for (size_t i = 0; i < sizeof scorers / sizeof *scorers; i++)
		if (name.len == 0 || str_is(name, scorers[i]->name))
			return scorers[i];
	error_set(err, TIES_ERR_USAGE, "there is no scorer \"%.*s\"; choose ties or ofac", STR_ARG(name));
	return NULL;
}
