/* Score of one pair of names. Where the schema does not say which rules apply, each kind is tried and the best
 * kept; of equal ones the first. */
#include "match/reasons.h"

#include "match/match.h"

#include <stdlib.h>

enum { KINDS = NAME_VESSEL + 1 };

/** A score with the memory that it lives in. */
struct pair {
	ties_pair_score score; /* first, so that the public pointer is this one */
	struct arena arena;
	str text[2]; /* copies of the names */
};

/** Scratch of one call. */
struct trial {
	struct name_form forms[2][NAME_FORMS_MAX];
	size_t count[2];
	struct name_alignment alignment; /* of the best so far */
	struct name_form best[2];        /* the readings that scored best; count 0 before */
	double score;                    /* theirs, -1 before */
};

/* Bits of the kinds to try. */
static ties_code choose_kinds(str schema, unsigned *out, ties_error *err)
{
	enum model_schema s;

	*out = 1u << NAME_PERSON | 1u << NAME_ORGANIZATION | 1u << NAME_VESSEL;
	if (schema.len == 0)
		return TIES_OK;
	if (!model_schema_find(schema, &s))
		return error_set(
		    err, TIES_ERR_USAGE,
		    "\"%.*s\" is no schema; use one of FollowTheMoney such as Person, Organization or Vessel",
		    STR_ARG(schema));
	if (model_schema_is_a(s, SCHEMA_PERSON))
		*out = 1u << NAME_PERSON;
	else if (model_schema_is_a(s, SCHEMA_ORGANIZATION))
		*out = 1u << NAME_ORGANIZATION;
	else if (model_schema_is_a(s, SCHEMA_VEHICLE))
		*out = 1u << NAME_VESSEL;
	return TIES_OK;
}

static void try_kind(struct trial *t, const str text[2], unsigned kind, const struct name_rarity *rarity)
{
	for (size_t side = 0; side < 2; side++)
		t->count[side] = name_parse(text[side], kind, STR(""), rarity, t->forms[side]);
	for (size_t i = 0; i < t->count[0]; i++)
		for (size_t j = 0; j < t->count[1]; j++) {
			double score = name_compare(&t->forms[0][i], &t->forms[1][j], NULL);
			if (score <= t->score)
				continue;
			t->score = name_compare(&t->forms[0][i], &t->forms[1][j], &t->alignment);
			match_copy_form(&t->best[0], &t->forms[0][i]);
			match_copy_form(&t->best[1], &t->forms[1][j]);
		}
}

static struct pair *new_pair(str name1, str name2)
{
	struct pair *p = calloc(1, sizeof *p);

	if (!p)
		return NULL;
	p->score.scorer = name_scorer();
	p->text[0] = arena_copy(&p->arena, name1);
	p->text[1] = arena_copy(&p->arena, name2);
	return p;
}

static void fill(struct pair *p, const struct trial *t)
{
	if (t->score < 0)
		return;
	p->score.score = t->score;
	p->score.reason_count = t->alignment.count;
	p->score.reasons = reasons_of(&t->alignment, (struct reasons_side){p->text[0], &t->best[0]},
	                              (struct reasons_side){p->text[1], &t->best[1]}, &p->arena);
}

ties_code ties_match(const ties_book *book, ties_str schema, ties_str name1, ties_str name2, ties_pair_score **out,
                     ties_error *err)
{
	struct name_rarity rarity = {0};
	unsigned kinds;

	*out = NULL;
	ties_code rc = choose_kinds(schema, &kinds, err);
	if (rc != TIES_OK)
		return rc;
	if (book)
		rarity = match_rarity(book);
	struct trial *t = malloc(sizeof *t);
	struct pair *p = new_pair(name1, name2);
	if (t && p && !p->arena.failed) {
		t->score = -1;
		t->alignment.count = 0;
		for (unsigned kind = 0; kind < KINDS; kind++)
			if (kinds & 1u << kind)
				try_kind(t, p->text, kind, book ? &rarity : NULL);
		fill(p, t);
	}
	if (!t || !p || p->arena.failed) {
		ties_pair_score_free(p ? &p->score : NULL);
		p = NULL;
		rc = error_nomem(err);
	}
	free(t);
	*out = p ? &p->score : NULL;
	return rc;
}

void ties_pair_score_free(ties_pair_score *score)
{
	struct pair *p = (struct pair *)score;

	if (!p)
		return;
	arena_finish(&p->arena);
	free(p);
}
