/* Makes a scale-free graph with time: `bench_graph ENTITIES TIES` prints FollowTheMoney JSON lines.
 *
 * Half of the ends are drawn evenly, half as often as they have been drawn before (Barabási and Albert 1999), so that
 * few have very many ties and most have few. A tie lasts from a random day to a later one, or is still so, or says
 * nothing. The same numbers give the same graph. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct random {
	uint64_t state;
};

static uint32_t below(struct random *r, uint32_t bound)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return (uint32_t)((r->state >> 24) * (uint64_t)bound >> 40);
}

static const struct {
	const char *schema, *from, *to;
} kinds[] = {{"Ownership", "owner", "asset"},          {"Directorship", "director", "organization"},
             {"Membership", "member", "organization"}, {"Family", "person", "relative"},
             {"UnknownLink", "subject", "object"},     {"Payment", "payer", "beneficiary"}};

static void print_date(struct random *r, const char *property, unsigned first_year, unsigned years)
{
	printf(",\"%s\":[\"%u-%02u-%02u\"]", property, first_year + below(r, years), 1 + below(r, 12),
	       1 + below(r, 28));
}

static void print_tie(struct random *r, uint32_t number, uint32_t from, uint32_t to)
{
	const size_t kind = below(r, sizeof kinds / sizeof *kinds);
	uint32_t times = below(r, 4);

	printf("{\"id\":\"t%" PRIu32 "\",\"schema\":\"%s\",\"properties\":{\"%s\":[\"e%" PRIu32
	       "\"],\"%s\":[\"e%" PRIu32 "\"]",
	       number, kinds[kind].schema, kinds[kind].from, from, kinds[kind].to, to);
	if (times)
		print_date(r, "startDate", 1980, 20);
	if (times == 2)
		print_date(r, "endDate", 2000, 24);
	puts("}}");
}

int main(int argc, char **argv)
{
	uint32_t entities = argc > 2 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0;
	uint32_t ties = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
	struct random r = {UINT64_C(0x9e3779b97f4a7c15)};
	uint32_t *drawn = malloc(2 * (size_t)ties * sizeof *drawn + 1);

	if (entities < 2 || !drawn) {
		fputs("usage: bench_graph ENTITIES TIES\n", stderr);
		return 2;
	}
	for (uint32_t i = 0; i < entities; i++)
		printf("{\"id\":\"e%" PRIu32 "\",\"schema\":\"Organization\",\"properties\":{\"country\":[\"zz\"]}}\n",
		       i);
	for (uint32_t i = 0; i < ties; i++) {
		uint32_t end[2];
		for (int j = 0; j < 2; j++)
			end[j] = i && below(&r, 2) ? drawn[below(&r, 2 * i)] : below(&r, entities);
		if (end[0] == end[1])
			end[1] = (end[0] + 1) % entities;
		drawn[2 * (size_t)i] = end[0];
		drawn[2 * (size_t)i + 1] = end[1];
		print_tie(&r, i, end[0], end[1]);
	}
	free(drawn);
	return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
