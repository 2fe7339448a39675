/* How fast is screening, and what does it look at? `bench_match DB [QUERIES [THRESHOLD]]`
 *
 * Every second query is a name of the database with one letter changed; the others join halves of two names and
 * mostly hit nothing, as most queries do. Prints one line of numbers per query for each stage of retrieval. */
#include "match/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint32_t below(uint64_t *state, uint32_t bound)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (uint32_t)((*state >> 20) % bound);
}

static str any_name(const ties_book *b, uint64_t *state)
{
	return book_name_text(b, below(state, b->NAME.count));
}

/* Where the word that holds the middle begins. */
static size_t middle(str s)
{
	size_t at = s.len / 2;

	while (at > 0 && s.ptr[at - 1] != ' ')
		at--;
	return at;
}

static str make_query(const ties_book *b, uint64_t *state, uint32_t i, char out[2048])
{
	str name = str_slice(any_name(b, state), 0, 1000), other = str_slice(any_name(b, state), 0, 1000);
	size_t len = name.len, cut = middle(other);

	if (i % 2) {
		memcpy(out, name.ptr, len);
		if (len)
			out[below(state, (uint32_t)len)] = (char)('a' + below(state, 26));
		return (str){out, len};
	}
	len = middle(name);
	memcpy(out, name.ptr, len);
	memcpy(out + len, other.ptr + cut, other.len - cut);
	return (str){out, len + other.len - cut};
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void show(const ties_book *b, const struct match_counters *c, double n, double time, uint64_t hits)
{
	printf("names %u  forms %u  keys %u  postings %u\n", b->NAME.count, b->FORM.count, b->KEY.count,
	       b->POSTING.count);
	printf("%.0f queries in %.2f s: %.0f per second\n", n, time, n / time);
	printf("per query: %.1f keys, %.2f scans, %.0f near keys, %.0f candidates, %.0f scored, %.2f hits\n",
	       (double)c->keys / n, (double)c->scans / n, (double)c->near / n, (double)c->candidates / n,
	       (double)c->scored / n, (double)hits / n);
}

int main(int argc, char **argv)
{
	uint32_t queries = argc > 2 ? (uint32_t)atoi(argv[2]) : 1000;
	const struct match_filter filter = {.threshold = argc > 3 ? atof(argv[3]) : 0.7};
	uint64_t state = 88172645463325252u, hits = 0;
	struct match_search *s;
	ties_book *b;
	ties_error err;
	char text[2048];

	if (argc < 2) {
		fprintf(stderr, "usage: bench_match DB [QUERIES [THRESHOLD]]\n");
		return 2;
	}
	if (book_open(&b, argv[1], &err) != TIES_OK || match_search_new(&s, b, &err) != TIES_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	double begin = seconds();
	for (uint32_t i = 0; i < queries; i++) {
		const struct match_candidate *found;
		size_t count;
		if (match_search_run(s, make_query(b, &state, i, text), &filter, &found, &count, &err) != TIES_OK) {
			fprintf(stderr, "%s\n", err.message);
			return 1;
		}
		hits += count;
	}
	show(b, match_search_counters(s), queries, seconds() - begin, hits);
	match_search_free(s);
	book_close(b);
	return 0;
}
