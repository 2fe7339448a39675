/* The scorer "ties" as one of the registry: match_search_* for databases; for pairs each kind of rules that applies is
 * tried where the schema does not say which one does, and the best is kept; of equal ones the first. */
#include "match/reasons.h"
#include "match/scorer.h"

#include "base/error.h"

#include <stdlib.h>

static ties_code open_search(void **search, const ties_book *b, ties_error *err)
{
	struct match_search *s;
	ties_code rc = match_search_new(&s, b, err);

	*search = s;
	return rc;
}

static void close_search(void *search)
{
	match_search_free(search);
}

static ties_code run(void *search, str name, const struct match_filter *filter, const struct match_candidate **out,
                     size_t *count, ties_error *err)
{
	return match_search_run(search, name, filter, out, count, err);
}

static bool has(const void *search, uint32_t entity)
{
	return match_search_has(search, entity);
}

static bool score_entity(void *search, uint32_t entity, struct match_candidate *out)
{
	return match_search_entity(search, entity, out);
}

static void show(void *search, const struct written *query, struct match_candidate *c)
{
	match_search_show(search, query, c);
}

static uint64_t scored(const void *search)
{
	return match_search_counters(search)->scored;
}

static const ties_reason *reasons(void *search, const struct match_candidate *c, str query, str name,
                                  struct arena *arena, size_t *count)
{
	const struct name_form *left, *right;
	struct name_alignment alignment;

	*count = 0;
	if (!match_search_align(search, c, &left, &right, &alignment))
		return NULL;
	const ties_reason *out =
	    reasons_of(&alignment, (struct reasons_side){query, left}, (struct reasons_side){name, right}, arena);
	*count = out ? alignment.count : 0;
	return out;
}

/* ---- pairs ------------------------------------------------------------------------------------------ */

/** Scratch of one call. */
struct trial {
	struct name_form forms[2][NAME_KINDS][NAME_FORMS_MAX];
	size_t count[2][NAME_KINDS];
	struct name_alignment alignment; /* of the best so far */
	struct name_form best[2];        /* the readings that scored best; count 0 before */
	double score;                    /* theirs, -1 before */
};

/* Bits of the kinds to try. */
static unsigned choose_kinds(str schema)
{
	enum model_schema s;

	if (model_schema_find(schema, &s)) {
		if (model_schema_is_a(s, SCHEMA_PERSON))
			return 1u << NAME_PERSON;
		if (model_schema_is_a(s, SCHEMA_ORGANIZATION))
			return 1u << NAME_ORGANIZATION;
		if (model_schema_is_a(s, SCHEMA_VEHICLE))
			return 1u << NAME_VESSEL;
	}
	return 1u << NAME_PERSON | 1u << NAME_ORGANIZATION | 1u << NAME_VESSEL;
}

static void parse(struct trial *t, size_t side, str text, unsigned kinds, const struct name_rarity *rarity)
{
	struct name_form *forms[NAME_KINDS];

	for (size_t kind = 0; kind < NAME_KINDS; kind++)
		forms[kind] = t->forms[side][kind];
	name_parse_kinds(text, kinds, STR(""), rarity, forms, t->count[side]);
}

static void try_kind(struct trial *t, unsigned kind)
{
	for (size_t i = 0; i < t->count[0][kind]; i++)
		for (size_t j = 0; j < t->count[1][kind]; j++) {
			const struct name_form *left = &t->forms[0][kind][i], *right = &t->forms[1][kind][j];
			double score = name_compare(left, right, NULL);
			if (score <= t->score)
				continue;
			t->score = name_compare(left, right, &t->alignment);
			match_copy_form(&t->best[0], left);
			match_copy_form(&t->best[1], right);
		}
}

static void fill(ties_pair_score *out, const struct trial *t, str name1, str name2, struct arena *arena)
{
	if (t->score < 0)
		return;
	out->score = t->score;
	out->reason_count = t->alignment.count;
	out->reasons = reasons_of(&t->alignment, (struct reasons_side){name1, &t->best[0]},
	                          (struct reasons_side){name2, &t->best[1]}, arena);
}

static ties_code score_pair(const ties_book *b, str schema, str name1, str name2, struct arena *arena,
                            ties_pair_score *out, ties_error *err)
{
	struct name_rarity rarity = {0};
	/* Capitals can say which word is the family's; between names that differ by them alone they say nothing. */
	const str text[2] = {name1, str_equal_nocase(name1, name2) ? name1 : name2};
	unsigned kinds = choose_kinds(schema);
	struct trial *t = malloc(sizeof *t);

	if (!t)
		return error_nomem(err);
	if (b)
		rarity = match_rarity(b);
	t->score = -1;
	t->alignment.count = 0;
	for (size_t side = 0; side < 2; side++)
		parse(t, side, text[side], kinds, b ? &rarity : NULL);
	for (unsigned kind = 0; kind < NAME_KINDS; kind++)
		try_kind(t, kind);
	fill(out, t, name1, name2, arena);
	free(t);
	return arena->failed ? error_nomem(err) : TIES_OK;
}

const struct scorer scorer_ties = {
    .name = "ties",
    .version = name_scorer,
    .open = open_search,
    .close = close_search,
    .run = run,
    .has = has,
    .entity = score_entity,
    .show = show,
    .scored = scored,
    .reasons = reasons,
    .pair = score_pair,
};
