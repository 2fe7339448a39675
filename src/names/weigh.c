/* How much a token tells: by its part, and by how rare it is.
 *
 *     weight = part weight × min(built-in commonness, rarity in the corpus)
 *
 * Built in: data/names gives common names a level 1..7; a name of level l counts 1 - l × 7 %. In a corpus of N
 * names, a token found in d of them has i = ln((N + 1) / (d + 1)) / ln(N + 1) in 0..1 and counts
 * (i - 0.2) / 0.5, at least 45 %, at most 100 %. Corpora under a thousand names say too little and are not asked. */
#include "names/knowledge.h"
#include "names/score.h"

#include <math.h>

static const float part_weight[] = {
    [PART_PLAIN] = 1.0f,  [PART_INITIAL] = 0.5f,    [PART_PARTICLE] = 0.12f, [PART_TITLE] = 0.01f,
    [PART_SUFFIX] = 0.2f, [PART_PATRONYMIC] = 0.7f, [PART_LEGAL] = 0.12f,    [PART_GENERIC] = 0.45f,
    [PART_STOP] = 0.01f,  [PART_NUMBER] = 0.5f,     [PART_ACRONYM] = 0.7f,
};

static float commonness(const struct name_token *t)
{
	unsigned level = (unsigned)(t->flags & TOKEN_LEVEL_MASK) >> TOKEN_LEVEL_SHIFT;

	if (class_kind(t->class) == CLASS_PLACE)
		level = 5;
	return 1.0f - 0.07f * (float)level;
}

static float rareness(uint32_t in, uint32_t of)
{
	double total = (double)of + 1, df = (double)in + 1;
	double idf = log(total / df) / log(total);
	double weight = (idf - 0.2) / 0.5;

	return (float)(weight < 0.45 ? 0.45 : weight > 1 ? 1 : weight);
}

enum { CORPUS_MIN = 1000 }; /* names */

static bool asks_rarity(const struct name_token *t, uint32_t total)
{
	return total >= CORPUS_MIN && t->part != PART_TITLE && t->part != PART_STOP;
}

float name_weight(const struct name_token *t, uint32_t df, uint32_t total)
{
	float factor = commonness(t);

	if (asks_rarity(t, total)) {
		float rare = rareness(df, total);
		factor = rare < factor ? rare : factor;
	}
	return part_weight[t->part] * factor;
}

void name_weigh(struct name_form *form, const struct name_rarity *rarity)
{
	uint32_t total = rarity ? rarity->total : 0;

	for (size_t i = 0; i < form->count; i++) {
		struct name_token *t = &form->token[i];
		uint32_t df = asks_rarity(t, total) ? rarity->df(rarity->context, t->text) : 0;
		t->weight = name_weight(t, df, total);
	}
}
