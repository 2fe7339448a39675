/* Every distinct text of the book is looked at, and scored unless a bound says that it cannot reach the threshold:
 *
 *   whole strings: letters that both have, whatever their places, bound those that can match (docs/scoring-ofac.md);
 *   parts: a part that no part of the text begins like scores 0, so enough first letters must be there.
 *
 * Parts are scored once for each distinct word of the book that a text in question has. An exhaustive search asks
 * ofac_score for every name instead. */
#include "match/search_ofac.h"

#include "match/filter.h"
#include "match/ofac_index.h"

#include <stdlib.h>

enum { LENGTHS_OF_PREFIX = 5, UNKNOWN = -1 };

/** What is known of an entity during one query. */
struct verdict {
	uint32_t stamp;     /* of the query that decided, else nothing holds */
	uint32_t candidate; /* index into `found`, BOOK_NONE while it has none */
	bool admitted;
};

/** A part of the query against the words that begin like it. */
struct probe {
	struct ofac_pattern pattern;
	uint32_t soundex;
	uint32_t first_score; /* in `scores`, of the first such word */
	struct ofac_words words;
};

struct search_ofac {
	const ties_book *b;
	struct ofac_index index;
	struct filter filter;
	double threshold;         /* lowest score kept */
	uint32_t stamp;           /* of the query being run, never 0 */
	struct verdict *verdicts; /* by ENTITY item */
	VEC(struct match_candidate) found;
	uint64_t scored; /* texts compared in full since the beginning */
	bool failed;     /* sticky for one query: memory ran out */
	struct ofac_name query;
	struct ofac_letters letters; /* of the query */
	struct ofac_pattern whole;   /* of the query */
	size_t heads_needed;         /* parts of the query that must have a word with their first letter */
	struct probe probes[OFAC_PARTS_MAX];
	VEC(double) scores; /* by probe, then by word: UNKNOWN until asked for */
};

ties_code search_ofac_new(struct search_ofac **out, const ties_book *b, ties_error *err)
{
	struct search_ofac *s = calloc(1, sizeof *s);

	*out = NULL;
	if (!s)
		return error_nomem(err);
	s->b = b;
	s->verdicts = calloc((size_t)b->ENTITY.count + 1, sizeof *s->verdicts);
	ties_code rc = s->verdicts ? ofac_index_build(&s->index, b, err) : error_nomem(err);
	if (rc != TIES_OK) {
		search_ofac_free(s);
		return rc;
	}
	*out = s;
	return TIES_OK;
}

void search_ofac_free(struct search_ofac *s)
{
	if (!s)
		return;
	ofac_index_finish(&s->index);
	vec_finish(&s->found);
	vec_finish(&s->scores);
	free(s->verdicts);
	free(s);
}

/* ---- who is kept ------------------------------------------------------------------------------------ */

/* After 2^32 - 1 queries the stamps begin anew. */
static void next_stamp(struct search_ofac *s)
{
	if (++s->stamp != 0)
		return;
	memset(s->verdicts, 0, s->b->ENTITY.count * sizeof *s->verdicts);
	s->stamp = 1;
}

static struct verdict *judge(struct search_ofac *s, uint32_t entity)
{
	struct verdict *v = &s->verdicts[entity];

	if (v->stamp != s->stamp)
		*v = (struct verdict){
		    .stamp = s->stamp,
		    .candidate = BOOK_NONE,
		    .admitted = filter_admits_entity(&s->filter, entity),
		};
	return v;
}

static bool is_better(const struct match_candidate *a, const struct match_candidate *b)
{
	return a->score != b->score ? a->score > b->score : a->name < b->name;
}

static void keep(struct search_ofac *s, uint32_t name, double score)
{
	const struct book_name *n = &s->b->NAME.items[name];
	const struct match_candidate c = {
	    .entity = n->entity, .name = name, .form = book_forms_of(s->b, name).begin, .score = score};
	struct verdict *v = judge(s, n->entity);

	if (!v->admitted || !filter_admits_name(&s->filter, n))
		return;
	if (v->candidate != BOOK_NONE) {
		if (is_better(&c, &s->found.ptr[v->candidate]))
			s->found.ptr[v->candidate] = c;
	} else if (vec_push(&s->found, c)) {
		v->candidate = (uint32_t)s->found.len - 1;
	} else {
		s->failed = true;
	}
}

static void keep_names(struct search_ofac *s, const struct ofac_entry *e, double score)
{
	for (uint32_t i = 0; score >= s->threshold && i < e->name_count; i++)
		keep(s, s->index.names.ptr[e->first_name + i], score);
}

/* ---- the query ----------------------------------------------------------------------------------------- */

/* Scores of words are found out when they are asked for. */
static void prepare_probes(struct search_ofac *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->query.count; i++) {
		struct probe *p = &s->probes[i];
		str part = ofac_part_text(&s->query, i);
		ofac_pattern_make(part, &p->pattern);
		p->soundex = s->query.part[i].soundex;
		p->words = s->index.by_letter[ofac_head(*part.ptr)];
		p->first_score = (uint32_t)count;
		count += p->words.end - p->words.begin;
	}
	s->failed |= !vec_reserve(&s->scores, count);
	for (size_t i = 0; i < count && !s->failed; i++)
		s->scores.ptr[i] = UNKNOWN;
}

static void prepare(struct search_ofac *s, str name)
{
	ofac_read(name, &s->query);
	ofac_count_letters(ofac_text(&s->query), &s->letters);
	ofac_pattern_make(ofac_text(&s->query), &s->whole);
	prepare_probes(s);
	s->heads_needed = 1;
	while (s->heads_needed < s->query.count && (double)s->heads_needed / (double)s->query.count < s->threshold)
		s->heads_needed++;
}

/* ---- parts --------------------------------------------------------------------------------------------- */

static double word_score(struct search_ofac *s, const struct probe *p, uint32_t word)
{
	double *score = &s->scores.ptr[p->first_score + (word - p->words.begin)];

	if (*score == UNKNOWN) {
		const struct ofac_word *w = &s->index.parts.ptr[word];
		*score = ofac_part_score(*p->pattern.text.ptr, p->soundex, *w->text.ptr, w->soundex,
		                         ofac_pattern_score(&p->pattern, w->text, 0));
	}
	return *score;
}

/* The composite score. Words outside of `words` begin otherwise and score 0. */
static double score_parts(struct search_ofac *s, const struct ofac_entry *e)
{
	double sum = 0;

	for (size_t i = 0; i < s->query.count; i++) {
		const struct probe *p = &s->probes[i];
		double best = 0;
		for (uint32_t j = 0; j < e->word_count; j++) {
			uint32_t word = s->index.words.ptr[e->first_word + j];
			double score = word >= p->words.begin && word < p->words.end ? word_score(s, p, word) : 0;
			best = score > best ? score : best;
		}
		sum += best;
	}
	return sum / s->query.count;
}

/* No part scores more than 1. */
static bool may_score_by_parts(const struct search_ofac *s, const struct ofac_entry *e)
{
	size_t heads = 0;

	for (size_t i = 0; i < s->query.count; i++)
		heads += e->heads >> ofac_head(*s->probes[i].pattern.text.ptr) & 1;
	return heads >= s->heads_needed;
}

/* ---- texts --------------------------------------------------------------------------------------------- */

/* Letters that texts of one length must have in common with the query, by what both begin with. */
static void find_needed(const struct search_ofac *s, size_t len, unsigned needed[LENGTHS_OF_PREFIX])
{
	for (size_t prefix = 0; prefix < LENGTHS_OF_PREFIX; prefix++)
		needed[prefix] = ofac_letters_needed(s->query.len, len, prefix, s->threshold);
}

static void score_entry(struct search_ofac *s, size_t i, const unsigned needed[LENGTHS_OF_PREFIX])
{
	const struct ofac_entry *e = &s->index.entries.ptr[i];
	bool by_parts = may_score_by_parts(s, e);
	unsigned common = ofac_common_letters(&s->letters, &s->index.letters.ptr[i]);
	unsigned wanted = needed[LENGTHS_OF_PREFIX - 1];

	if (common >= wanted)
		wanted = needed[ofac_prefix(s->whole.text, e->text)];
	double parts = by_parts ? score_parts(s, e) : 0;
	double whole = common >= wanted ? ofac_pattern_score(&s->whole, e->text, wanted) : 0;
	s->scored += by_parts || common >= wanted;
	keep_names(s, e, whole > parts ? whole : parts);
}

static void retrieve(struct search_ofac *s)
{
	unsigned needed[LENGTHS_OF_PREFIX] = {0};
	size_t len = 0;

	for (size_t i = 0; i < s->index.entries.len; i++) {
		if (s->index.entries.ptr[i].text.len != len) {
			len = s->index.entries.ptr[i].text.len;
			find_needed(s, len, needed);
		}
		score_entry(s, i, needed);
	}
}

static double score_name(struct search_ofac *s, uint32_t name)
{
	struct ofac_name other;

	ofac_read(book_name_text(s->b, name), &other);
	s->scored++;
	return ofac_score(&s->query, &other, NULL);
}

static bool is_screened(const struct search_ofac *s, uint32_t name)
{
	return book_name_property(s->b, name) <= PROP_LAST_SCREENED_NAME;
}

static void score_everything(struct search_ofac *s)
{
	for (uint32_t i = 0; i < s->b->NAME.count; i++) {
		if (!is_screened(s, i) || s->b->NAME.items[i].entity >= s->b->ENTITY.count)
			continue;
		double score = score_name(s, i);
		if (score >= s->threshold)
			keep(s, i, score);
	}
}

ties_code search_ofac_run(struct search_ofac *s, str name, const struct match_filter *filter,
                          const struct match_candidate **out, size_t *count, ties_error *err)
{
	ties_code rc = filter_init(&s->filter, s->b, filter, err);

	*out = NULL;
	*count = 0;
	if (rc != TIES_OK)
		return rc;
	s->threshold = filter->threshold > 0 ? filter->threshold : 0.7;
	s->found.len = 0;
	s->failed = false;
	next_stamp(s);
	prepare(s, name);
	if (filter->exhaustive)
		score_everything(s);
	else if (s->query.count > 0 && !s->failed)
		retrieve(s);
	if (s->failed)
		return error_nomem(err);
	match_sort_candidates(s->found.ptr, s->found.len);
	*out = s->found.ptr;
	*count = s->found.len;
	return TIES_OK;
}

/* ---- about the query run last ------------------------------------------------------------------------ */

bool search_ofac_has(const struct search_ofac *s, uint32_t entity)
{
	return entity < s->b->ENTITY.count && s->verdicts[entity].stamp == s->stamp &&
	       s->verdicts[entity].candidate != BOOK_NONE;
}

bool search_ofac_entity(struct search_ofac *s, uint32_t entity, struct match_candidate *out)
{
	struct book_range names = book_names_of(s->b, entity);

	*out = (struct match_candidate){.entity = entity, .name = names.begin, .form = BOOK_NONE};
	if (entity >= s->b->ENTITY.count || !judge(s, entity)->admitted)
		return false;
	for (uint32_t i = names.begin; i < names.end; i++) {
		const struct book_name *n = &s->b->NAME.items[i];
		if (!is_screened(s, i) || !filter_admits_name(&s->filter, n))
			continue;
		struct match_candidate c = {
		    .entity = entity, .name = i, .form = book_forms_of(s->b, i).begin, .score = score_name(s, i)};
		if (c.score > out->score || out->form == BOOK_NONE)
			*out = c;
	}
	return true;
}

uint64_t search_ofac_scored(const struct search_ofac *s)
{
	return s->scored;
}
