/* Going on from an older database equals building from all files at once: for random histories the bytes are the same
 * but for the time of building. `prop_base [HISTORIES [SEED]]`, default 40 histories.
 *
 * The histories are those of histories.h. The oracle is the database of all files; beside it stands one made version by
 * version. */
#include "histories.h"

enum { SHOWN = 5 };

static bool equals(struct history *h)
{
	const char *list[VERSIONS_MAX * SOURCES_MAX];
	const char *all = path_of(h, "all.ties"), *part = path_of(h, "part.ties"), *grown = path_of(h, "grown.ties");
	unsigned last = h->versions - 1, cut = below(&h->random, last);

	build(all, NULL, list, sources_of(h, 0, last, list));
	build(part, NULL, list, sources_of(h, 0, cut, list));
	build(part, part, list, sources_of(h, cut + 1, last, list));
	for (unsigned v = 0; v <= last; v++)
		build(grown, v ? grown : NULL, list, sources_of(h, v, v, list));
	return same_bytes(all, part) && same_bytes(all, grown);
}

static bool try(struct random *random)
{
	struct history h = {.random = *random};
	char folder[] = "/tmp/prop-base-XXXXXX";

	need(mkdtemp(folder), "no folder");
	h.folder = arena_copy(&h.arena, str_from(folder));
	write_history(&h);
	bool same = equals(&h);
	need(system(arena_print(&h.arena, "rm -rf '%s'", folder).ptr) == 0, "cannot clean up");
	*random = h.random;
	arena_finish(&h.arena);
	return same;
}

int main(int argc, char **argv)
{
	unsigned histories = argc > 1 ? (unsigned)atoi(argv[1]) : 40, differing = 0;
	struct random random = {argc > 2 ? (uint64_t)atoll(argv[2]) * 2 + 1 : 88172645463325252u};

	for (unsigned i = 0; i < histories; i++) {
		struct random before = random;
		if (!try(&random) && differing++ < SHOWN)
			printf("# history %u differs (state %llu)\n", i, (unsigned long long)before.state);
	}
	printf("1..1\n%s 1 - %u histories: going on from an older database gives the bytes of all files at once\n",
	       differing ? "not ok" : "ok", histories);
	return differing != 0;
}
