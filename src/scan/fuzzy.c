/* Names spelt otherwise than any list has them.
 *
 * A run of free capitalised words that shares a rare token with an indexed name is scored against the names that
 * have this token; in a script without vowels or case, where no token need be equal, the full search is asked. */
#include "scan/scan.h"

#include <stdlib.h>

enum {
	RUN_TOKENS_MAX = 8,
	RARE_POSTINGS_MAX = 256, /* a token in more names than this singles nobody out */
	FORMS_MAX = 1024,        /* names scored for one run */
	FULL_SEARCHES_MAX = 64   /* runs of one document that get the full search */
};

#define SPELLING_MARGIN 0.03 /* so much lower may a name score that differs in spelling only */

#define TELLING_SHARE 0.12f /* of the weight of two names: a word with more is no mere "Group" */

struct best {
	struct scan_reading reading;
	float second; /* score of the best other entity */
};

struct fuzzy {
	struct scan *s;
	uint32_t first, count;                     /* the run being read */
	struct name_form forms[4][NAME_FORMS_MAX]; /* by name_kind */
	size_t form_count[4];
	bool parsed[4];
	uint32_t candidates[FORMS_MAX];
	size_t candidate_count;
	size_t searches;
	struct best best;
};

static bool has_no_case(uint8_t script)
{
	return script == SCRIPT_ARABIC || script == SCRIPT_HEBREW;
}

/* The run of capital words (with small connectors between) that begins at `i`. */
static uint32_t run_length(const struct scan *s, uint32_t i)
{
	uint32_t n = 0, whole = 0;

	for (; i + n < s->tokens.len && n < RUN_TOKENS_MAX; n++) {
		const struct scan_token *t = &s->tokens.ptr[i + n];
		if (t->span != SCAN_NONE || t->unproved || (n && t->breaks) || t->block != s->tokens.ptr[i].block)
			break;
		if (n && scan_is(s, i + n, WORD_TIME))
			break;
		if (scan_is_capital(s, i + n) && !scan_is(s, i + n, WORD_SMALL))
			whole = n + 1;
		else if (!scan_is(s, i + n, WORD_SMALL))
			break;
	}
	return whole;
}

static void gather(struct fuzzy *f, str token)
{
	const ties_book *b = f->s->book;
	struct book_range keys = book_keys(b, token);

	for (uint32_t k = keys.begin; k < keys.end; k++) {
		const struct book_key *key = BOOK_AT(b, KEY, k);
		struct book_range r = book_postings(b, key);
		if (r.end - r.begin > RARE_POSTINGS_MAX)
			continue;
		for (uint32_t i = r.begin; i < r.end && f->candidate_count < FORMS_MAX; i++)
			f->candidates[f->candidate_count++] = book_posting_form(*BOOK_AT(b, POSTING, i));
	}
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Words that tell and that the other name lacks. A body with fewer words in its name is another body ("Sinn Fein",
 * "Republican Sinn Fein"); a person may go by fewer. Two names that pair word by word are spellings of one. */
static double judge_leftovers(const struct scan *s, const struct name_form *run, const struct name_form *indexed,
                              double score)
{
	struct name_alignment alignment;
	bool whole = true;

	name_compare(run, indexed, &alignment);
	for (size_t i = 0; i < alignment.count; i++) {
		const struct name_pair *pair = &alignment.pair[i];
		if (pair->left_count == 0 && indexed->kind != NAME_PERSON && pair->weight >= TELLING_SHARE)
			return 0;
		whole &= pair->left_count && pair->right_count;
	}
	return score >= s->threshold ? score : whole && indexed->count > 1 ? s->threshold : 0;
}

static double score_form(struct fuzzy *f, uint32_t form)
{
	struct scan *s = f->s;
	struct name_form indexed;
	double best = 0;

	if (!match_load_form(s->book, form, &indexed) || indexed.kind > NAME_VESSEL)
		return 0;
	if (!f->parsed[indexed.kind]) {
		f->parsed[indexed.kind] = true;
		f->form_count[indexed.kind] = name_parse(scan_text(s, f->first, f->count), indexed.kind,
		                                         str_from(s->language), &s->rarity, f->forms[indexed.kind]);
	}
	for (size_t i = 0; i < f->form_count[indexed.kind]; i++) {
		const struct name_form *run = &f->forms[indexed.kind][i];
		double score = name_compare(run, &indexed, NULL);
		if (score >= s->threshold - SPELLING_MARGIN)
			score = judge_leftovers(s, run, &indexed, score);
		if (score > best)
			best = score;
	}
	return best;
}

static void offer(struct fuzzy *f, uint32_t entity, uint32_t name, double score)
{
	struct best *best = &f->best;

	if (entity >= f->s->book->ENTITY.count ||
	    (entity == best->reading.entity && score <= (double)best->reading.score))
		return;
	if (score > (double)best->reading.score) {
		if (best->reading.entity != SCAN_NONE && best->reading.entity != entity)
			best->second = best->reading.score;
		best->reading = (struct scan_reading){.first = f->first,
		                                      .count = f->count,
		                                      .entity = entity,
		                                      .name = name,
		                                      .score = (float)score,
		                                      .how = TIES_HOW_FUZZY,
		                                      .strong = true};
	} else if (score > (double)best->second) {
		best->second = (float)score;
	}
}

static void score_candidates(struct fuzzy *f)
{
	const ties_book *b = f->s->book;

	if (f->candidate_count)
		qsort(f->candidates, f->candidate_count, sizeof *f->candidates, compare_numbers);
	for (size_t i = 0; i < f->candidate_count; i++) {
		if (i && f->candidates[i] == f->candidates[i - 1])
			continue;
		const struct book_form *form = BOOK_AT(b, FORM, f->candidates[i]);
		double score = score_form(f, f->candidates[i]);
		if (score > 0)
			offer(f, BOOK_AT(b, NAME, form->name)->entity, form->name, score);
	}
}

/* The full search, for scripts in which no token need be equal to any in the index. */
static void search_all(struct fuzzy *f)
{
	struct scan *s = f->s;
	const struct match_candidate *list;
	size_t count;
	struct match_filter filter = {.threshold = s->threshold};

	if (f->searches++ >= FULL_SEARCHES_MAX)
		return;
	if (!s->search && match_search_new(&s->search, s->book, NULL) != TIES_OK) {
		s->failed = true;
		return;
	}
	if (match_search_run(s->search, scan_text(s, f->first, f->count), &filter, &list, &count, NULL) != TIES_OK)
		return;
	for (size_t i = 0; i < count; i++)
		offer(f, list[i].entity, list[i].name, (double)list[i].score);
}

/* Words of one token mislead: only long ones, and only towards somebody whom the document names anyway. A state has all
 * its names in the phrases; what is merely like one is something else ("Niger State"). */
static bool is_good(const struct fuzzy *f)
{
	const struct scan *s = f->s;
	const struct scan_reading *r = &f->best.reading;

	if (r->entity == SCAN_NONE || (double)r->score < s->threshold || scan_is_state(s->book, r->entity))
		return false;
	if (f->count == 1 && !(s->support[r->entity] && s->tokens.ptr[f->first].norm.len >= 6))
		return false;
	return r->score - f->best.second >= 0.03f || scan_is_curated(s->book, r->entity);
}

static void read_run(struct fuzzy *f, uint32_t first, uint32_t count)
{
	struct scan *s = f->s;
	bool caseless = has_no_case(s->tokens.ptr[first].script);

	if (!scan_is_free(s, first, count))
		return;
	f->first = first;
	f->count = count;
	f->candidate_count = 0;
	memset(f->parsed, 0, sizeof f->parsed);
	f->best = (struct best){.reading = {.entity = SCAN_NONE}};
	if (caseless)
		search_all(f);
	else
		for (uint32_t i = first; i < first + count; i++)
			if (s->tokens.ptr[i].norm.len >= 4)
				gather(f, s->tokens.ptr[i].norm);
	score_candidates(f);
	if (is_good(f)) {
		scan_decide(s, &f->best.reading, 1);
		s->support[f->best.reading.entity]++;
	}
}

/* "Antony Blinkin and Mike Pompeo": what stands between the "and"s, when there is one. */
static void read_parts(struct fuzzy *f, uint32_t first, uint32_t count)
{
	uint32_t from = first;

	for (uint32_t i = first; i <= first + count; i++) {
		if (i < first + count && !scan_is(f->s, i, WORD_BETWEEN))
			continue;
		if (i > from && i - from < count)
			read_run(f, from, i - from);
		from = i + 1;
	}
}

/* In a script without capitals any two or three words in a row might be a name. */
static uint32_t caseless_run(const struct scan *s, uint32_t i)
{
	uint32_t n = 0;

	while (n < 3 && i + n < s->tokens.len && s->tokens.ptr[i + n].span == SCAN_NONE &&
	       has_no_case(s->tokens.ptr[i + n].script) && !(n && s->tokens.ptr[i + n].breaks))
		n++;
	return n >= 2 ? n : 0;
}

/* Titles, days and what merely begins a sentence are not looked up as names. */
static bool is_lead(const struct scan *s, uint32_t i)
{
	const struct scan_token *t = &s->tokens.ptr[i];

	return t->script == SCRIPT_LATIN &&
	       (scan_is(s, i, WORD_TIME) || scan_is_title(s, i) || (t->sentence && scan_is(s, i, WORD_OPENER)));
}

void scan_read_fuzzy(struct scan *s)
{
	struct fuzzy *f = calloc(1, sizeof *f);

	if (!f) {
		s->failed = true;
		return;
	}
	f->s = s;
	for (uint32_t i = 0; i < s->tokens.len && !s->failed;) {
		if (is_lead(s, i)) {
			i++;
			continue;
		}
		bool caseless = has_no_case(s->tokens.ptr[i].script);
		uint32_t n = caseless ? caseless_run(s, i) : scan_is_capital(s, i) ? run_length(s, i) : 0;
		if (n)
			read_run(f, i, n);
		if (n > 2 && s->tokens.ptr[i].span == SCAN_NONE)
			read_parts(f, i, n);
		if (n > 1 && !caseless && s->tokens.ptr[i].span == SCAN_NONE && s->tokens.ptr[i].sentence)
			read_run(f, i + 1, n - 1); /* the first word may just begin the sentence */
		i += n ? n : 1;
	}
	free(f);
}
