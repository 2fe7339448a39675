/* Compares two forms: the door's name_compare. Forms are put in a canonical order first, so that the score of
 * (a, b) is the score of (b, a), bit by bit. */
#include "names/score.h"

const char *name_scorer(void)
{
	return "ties-8";
}

const char *name_reason_text(enum name_reason reason)
{
	static const char *const texts[] = {
	    [REASON_SAME] = "same",
	    [REASON_SPELLING] = "spelling",
	    [REASON_SOUND] = "sound",
	    [REASON_TRANSLITERATION] = "transliteration",
	    [REASON_INITIAL] = "initial",
	    [REASON_NICKNAME] = "nickname",
	    [REASON_JOINED] = "joined",
	    [REASON_LEGAL_FORM] = "legal form",
	    [REASON_TRANSLATION] = "translation",
	    [REASON_NUMBER] = "number",
	    [REASON_ACRONYM] = "acronym",
	    [REASON_PARTICLE] = "particle",
	    [REASON_BROKEN] = "broken character",
	    [REASON_LEFT_OVER] = "left over",
	    [REASON_CONTRADICTION] = "contradiction",
	};

	return texts[reason];
}

static int order_tokens(const struct name_token *a, const struct name_token *b)
{
	int order = str_compare(a->text, b->text);

	if (order == 0)
		order = (int)a->part - (int)b->part;
	if (order == 0)
		order = a->class < b->class ? -1 : a->class > b->class;
	if (order == 0)
		order = (int)a->flags - (int)b->flags;
	if (order == 0)
		order = (int)a->script - (int)b->script;
	return order ? order : a->weight < b->weight ? -1 : a->weight > b->weight;
}

static int order_forms(const struct name_form *a, const struct name_form *b)
{
	int order = (int)a->count - (int)b->count;

	for (size_t i = 0; i < a->count && order == 0; i++)
		order = order_tokens(&a->token[i], &b->token[i]);
	return order;
}

/* Vessels and organisations have their own rules; the rest is persons. */
static enum name_kind rules_for(uint8_t a, uint8_t b)
{
	if (a == NAME_VESSEL || b == NAME_VESSEL)
		return NAME_VESSEL;
	return a == NAME_ORGANIZATION || b == NAME_ORGANIZATION ? NAME_ORGANIZATION : NAME_PERSON;
}

static void make_ready(const struct name_form *form, struct ready ready[NAME_TOKENS_MAX])
{
	for (size_t i = 0; i < form->count; i++)
		name_prepare_token(&ready[i], &form->token[i]);
}

void name_prepare_whole(struct name_prepared *out, const struct name_form *form)
{
	out->form = form;
	out->memo = NULL;
	out->number = 0;
	name_know_traits(&out->traits, form);
}

void name_prepare(struct name_prepared *out, const struct name_form *form, bool many)
{
	make_ready(form, out->ready);
	name_prepare_whole(out, form);
	for (size_t i = 0; i < form->count && many; i++) {
		out->profile[i].len = PROFILE_NOT_MADE;
		out->ready[i].profile = &out->profile[i];
	}
}

void name_remember(struct name_prepared *form, struct name_memo *memo)
{
	form->memo = memo;
	form->number = ++memo->forms;
}

static void turn_round(struct name_alignment *out)
{
	for (size_t k = 0; k < out->count; k++) {
		struct name_pair *p = &out->pair[k];
		struct name_pair was = *p;
		p->left = was.right;
		p->left_count = was.right_count;
		p->right = was.left;
		p->right_count = was.left_count;
	}
}

/** One side of a comparison. */
struct side {
	const struct name_form *form;
	const struct ready *ready;
	const struct name_traits *traits;
};

/* `a` is one's own. */
static void begin(struct duel *d, struct side a, struct side b, const struct name_prepared *remembers)
{
	bool turned = order_forms(a.form, b.form) > 0;
	struct side left = turned ? b : a, right = turned ? a : b;

	d->left = left.form;
	d->right = right.form;
	d->left_ready = left.ready;
	d->right_ready = right.ready;
	d->left_traits = left.traits;
	d->right_traits = right.traits;
	d->kind = rules_for(a.form->kind, b.form->kind);
	d->weighed = a.form->weighed && b.form->weighed;
	d->own_is_left = !turned;
	d->memo = remembers ? remembers->memo : NULL;
	d->memo_rules = d->memo ? remembers->number << 4 | (uint64_t)d->kind << 2 | (uint64_t)b.traits->eastern << 1 |
	                              (uint64_t)turned
	                        : 0;
}

/* The score if it is `least` or more, else anything below. */
static double compare(struct side a, struct side b, const struct name_prepared *remembers, double least,
                      struct name_alignment *out)
{
	struct duel d;
	struct duel_likenesses likenesses;

	if (out)
		*out = (struct name_alignment){0};
	if (a.form->count == 0 || b.form->count == 0)
		return 0;
	begin(&d, a, b, remembers);
	duel_compare_tokens(&d, &likenesses);
	if (least > BELOW_FLOOR && !(duel_is_anchored(&d, &likenesses) && duel_may_reach(&d, &likenesses, least)))
		return duel_find_acronym(&d).score;
	duel_find_edges(&d, &likenesses);
	duel_assign(&d);
	double score = duel_judge(&d, out);
	if (out && !d.own_is_left)
		turn_round(out);
	return score;
}

static struct side side_of(const struct name_prepared *p)
{
	return (struct side){p->form, p->ready, &p->traits};
}

double name_compare_prepared(const struct name_prepared *a, const struct name_prepared *b, struct name_alignment *out)
{
	return compare(side_of(a), side_of(b), a->memo ? a : NULL, 0, out);
}

double name_compare_reaching(const struct name_prepared *a, const struct name_prepared *b, double least)
{
	return compare(side_of(a), side_of(b), a->memo ? a : NULL, least, NULL);
}

double name_compare(const struct name_form *a, const struct name_form *b, struct name_alignment *out)
{
	struct ready a_ready[NAME_TOKENS_MAX], b_ready[NAME_TOKENS_MAX];
	struct name_traits a_traits, b_traits;

	make_ready(a, a_ready);
	make_ready(b, b_ready);
	name_know_traits(&a_traits, a);
	name_know_traits(&b_traits, b);
	return compare((struct side){a, a_ready, &a_traits}, (struct side){b, b_ready, &b_traits}, NULL, 0, out);
}
