/* The score of two names, straightforwardly: what the search over a database (match/search_ofac.c) must equal. */
#include "ofac/ofac.h"

/** The lowest score that OFAC's slider lets one ask for: parts below it are similar in sound or not at all. */
static const double lowest_spelling = 0.5;

const char *ofac_scorer(void)
{
	return "ofac-1";
}

double ofac_part_score(char query_first, uint32_t query_soundex, char name_first, uint32_t name_soundex,
                       double similarity)
{
	bool sounds = query_soundex != 0 && query_soundex == name_soundex;

	return query_first == name_first && (sounds || similarity >= lowest_spelling) ? similarity : 0;
}

static enum ofac_reason reason_for(str query, uint32_t query_soundex, str name, uint32_t name_soundex)
{
	if (str_equal(query, name))
		return OFAC_SAME;
	return query_soundex != 0 && query_soundex == name_soundex ? OFAC_SOUND : OFAC_SPELLING;
}

static struct ofac_pair best_counterpart(const struct ofac_name *query, size_t i, const struct ofac_name *name)
{
	struct ofac_pair best = {.reason = OFAC_NOTHING};
	uint32_t soundex = query->part[i].soundex;
	str part = ofac_part_text(query, i);

	for (size_t j = 0; j < name->count; j++) {
		str other = ofac_part_text(name, j);
		double score = ofac_part_score(*part.ptr, soundex, *other.ptr, name->part[j].soundex,
		                               ofac_jaro_winkler(part, other));
		if (score > best.score)
			best = (struct ofac_pair){
			    .score = score,
			    .part = (uint8_t)j,
			    .reason = (uint8_t)reason_for(part, soundex, other, name->part[j].soundex),
			};
	}
	return best;
}

double ofac_score(const struct ofac_name *query, const struct ofac_name *name, struct ofac_explanation *out)
{
	double whole = ofac_jaro_winkler(ofac_text(query), ofac_text(name)), sum = 0;

	for (size_t i = 0; i < query->count; i++) {
		struct ofac_pair pair = best_counterpart(query, i, name);
		sum += pair.score;
		if (out)
			out->pair[i] = pair;
	}
	double composite = query->count ? sum / query->count : 0;
	if (out)
		out->whole = whole > composite;
	return whole > composite ? whole : composite;
}
