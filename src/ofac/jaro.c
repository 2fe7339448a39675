/* Jaro-Winkler as Winkler's own program has it, one letter after the other.
 *
 * Letters match when they are equal and not further apart than half the longer string, less one; each is matched once,
 * the first free one first. Matched letters in another order are transpositions, two by two. What both begin with, up
 * to four letters, takes a tenth each off what lacks to 1, where the similarity is more than 0.7. */
#include "ofac/ofac.h"

static const double boost_from = 0.7, boost = 0.1;

/* Each operation rounds without changing the order of its results, so the bounds made of this are exact. */
double ofac_winkler(size_t matched, size_t transposed, size_t query_len, size_t name_len, size_t prefix)
{
	if (matched == 0)
		return 0;
	double m = (double)matched;
	double jaro = (m / (double)query_len + m / (double)name_len + (m - (double)transposed) / m) / 3;
	return jaro > boost_from ? 1 - (1 - jaro) * (1 - boost * (double)prefix) : jaro;
}

/** What was matched, by place. */
struct matches {
	bool query[OFAC_TEXT_MAX], name[OFAC_TEXT_MAX];
	size_t count;
};

static void match_letter(struct matches *m, str query, str name, size_t at)
{
	size_t longer = query.len > name.len ? query.len : name.len;
	size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
	size_t end = at + reach + 1 < query.len ? at + reach + 1 : query.len;

	for (size_t i = at > reach ? at - reach : 0; i < end; i++) {
		if (m->query[i] || query.ptr[i] != name.ptr[at])
			continue;
		m->query[i] = m->name[at] = true;
		m->count++;
		return;
	}
}

static size_t count_transposed(const struct matches *m, str query, str name)
{
	size_t out_of_order = 0, i = 0;

	for (size_t at = 0; at < name.len; at++) {
		if (!m->name[at])
			continue;
		while (!m->query[i])
			i++;
		out_of_order += query.ptr[i++] != name.ptr[at];
	}
	return out_of_order / 2;
}

double ofac_jaro_winkler(str query, str name)
{
	struct matches m = {.count = 0};

	query = str_slice(query, 0, OFAC_TEXT_MAX);
	name = str_slice(name, 0, OFAC_TEXT_MAX);
	for (size_t at = 0; at < name.len; at++)
		match_letter(&m, query, name, at);
	return ofac_winkler(m.count, count_transposed(&m, query, name), query.len, name.len, ofac_prefix(query, name));
}
