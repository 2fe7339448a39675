/* How much a token tells: by its part, and by how rare it is.
 *
 *     weight = part weight × min(built-in commonness, rarity in the corpus)
 *
 * Built in: data/names gives common names a level 1..7; a name of level l counts 1 - l × 7 %. In a corpus of N
 * names, a token found in d of them has i = ln((N + 1) / (d + 1)) / ln(N + 1) in 0..1 and counts
 * (i - 0.2) / 0.7, at least 35 %, at most 100 %. Corpora under a thousand names say too little and are not asked. */
#include "names/knowledge.h"
#include "names/parse.h"
#include "names/retrieval.h"

#include <math.h>

#define SCRAP 0.5f
#define LONG_NUMBER 0.7f
enum { SCRAP_LETTERS = 3, LONG_DIGITS = 5 };

static const float part_weight[] = {
    [PART_PLAIN] = 1.0f,  [PART_INITIAL] = 0.5f,    [PART_PARTICLE] = 0.12f, [PART_TITLE] = 0.01f,
    [PART_SUFFIX] = 0.2f, [PART_PATRONYMIC] = 0.7f, [PART_LEGAL] = 0.12f,    [PART_GENERIC] = 0.45f,
    [PART_STOP] = 0.01f,  [PART_NUMBER] = 0.5f,     [PART_ACRONYM] = 0.7f,
};

/* A short word of which nothing is known is an abbreviation or a legal form, perhaps misspelt. */
static inline bool is_scrap(const struct name_token *t)
{
	return t->part == PART_PLAIN && t->class == 0 && !(t->flags & (TOKEN_GIVEN | TOKEN_FAMILY)) &&
	       t->text.len <= SCRAP_LETTERS && t->script == SCRIPT_LATIN;
}

static inline float commonness(const struct name_token *t)
{
	if (is_scrap(t))
		return SCRAP;
	unsigned level = (unsigned)(t->flags & TOKEN_LEVEL_MASK) >> TOKEN_LEVEL_SHIFT;

	if (class_kind(t->class) == CLASS_PLACE)
		level = 5;
	return 1.0f - 0.07f * (float)level;
}

static float rareness(uint32_t in, uint32_t of, double log_total)
{
	double total = (double)of + 1, df = (double)in + 1;

	if (in == 0)
		return 1;
	double idf = log(total / df) / log_total;
	double weight = (idf - 0.2) / 0.7;

	return (float)(weight < 0.35 ? 0.35 : weight > 1 ? 1 : weight);
}

static bool asks_rarity(const struct name_token *t, uint32_t total)
{
	return total >= NAME_CORPUS_MIN && t->part != PART_TITLE && t->part != PART_STOP;
}

static inline float weight(const struct name_token *t, float rareness)
{
	float factor = commonness(t);
	bool is_long = t->part == PART_NUMBER && t->text.len >= LONG_DIGITS && name_is_digits(t->text);

	return (is_long ? LONG_NUMBER : part_weight[t->part]) * (rareness < factor ? rareness : factor);
}

float name_weight(const struct name_token *t, uint32_t df, uint32_t total)
{
	return weight(t, asks_rarity(t, total) ? rareness(df, total, log((double)total + 1)) : 1);
}

void weighing_begin(struct weighing *w, const struct name_rarity *rarity)
{
	w->rarity = rarity;
	w->log_total = 0;
	w->count = 0;
}

/* Looks a word up once; what is behind the first NAME_TOKENS_MAX each time. */
static struct weighed_word weigh_word(struct weighing *w, str text)
{
	const struct name_rarity *r = w->rarity;

	for (size_t i = 0; i < w->count; i++)
		if (str_equal(w->word[i].text, text))
			return w->word[i];
	uint32_t df = r->df(r->context, text);
	if (df && w->log_total == 0)
		w->log_total = log((double)r->total + 1);
	struct weighed_word found = {.text = text, .rareness = rareness(df, r->total, w->log_total), .listed = df > 0};
	if (w->count < NAME_TOKENS_MAX)
		w->word[w->count++] = found;
	return found;
}

void weighing_form(struct weighing *w, struct name_form *form)
{
	uint32_t total = w->rarity ? w->rarity->total : 0;

	form->weighed = total >= NAME_CORPUS_MIN;
	for (size_t i = 0; i < form->count; i++) {
		struct name_token *t = &form->token[i];
		struct weighed_word word = {.rareness = 1};
		if (asks_rarity(t, total))
			word = weigh_word(w, t->text);
		t->weight = weight(t, word.rareness);
		t->listed = word.listed;
	}
}

void name_weigh(struct name_form *form, const struct name_rarity *rarity)
{
	struct weighing w;

	weighing_begin(&w, rarity);
	weighing_form(&w, form);
}
