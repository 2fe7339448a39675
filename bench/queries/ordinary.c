/* Ordinary people: `bench_ordinary N [SEED [FOLDER]]`
 *
 * Prints N lines "name TAB country", every country of bench/data/ordinary as often as any other; names are drawn as
 * frequently as people bear them. Nobody of them is meant to be on a list. */
#include "bench/queries/culture.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	struct random r = {argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
	struct cultures all;
	struct buf name = {0};
	ties_error err;

	if (argc < 2) {
		fprintf(stderr, "usage: bench_ordinary N [SEED [FOLDER]]\n");
		return 2;
	}
	ties_code rc = cultures_read(&all, argc > 3 ? argv[3] : BENCH_DATA "/ordinary", &err);
	for (unsigned long n = strtoul(argv[1], NULL, 10); rc == TIES_OK && n > 0; n--) {
		const struct culture *c = &all.list[random_below(&r, (uint32_t)all.count)];
		buf_clear(&name);
		culture_person(c, &r, FAMILY_COMMON, &name);
		printf("%.*s\t%.*s\n", STR_ARG(buf_str(&name)), STR_ARG(c->name));
	}
	if (rc != TIES_OK)
		fprintf(stderr, "%s\n", err.message);
	buf_finish(&name);
	cultures_finish(&all);
	return rc == TIES_OK ? 0 : 1;
}
