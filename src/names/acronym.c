/* The initials of an organisation against its name: IRGC, Islamic Revolutionary Guard Corps. */
#include "names/score.h"

#define ACRONYM_PLACE 0.93 /* and a place beside it: PLA China */
#define ACRONYM_REST 0.85  /* and another word beside it */

/* Words of the name that are not legal forms or the like. */
static size_t count_words(const struct name_form *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++)
		n += f->token[i].part != PART_LEGAL && f->token[i].part != PART_STOP;
	return n;
}

bool score_names_a_body(const struct name_form *f)
{
	for (size_t i = 0; i < f->count; i++) {
		uint8_t part = f->token[i].part;
		if (part == PART_GENERIC || part == PART_LEGAL || part == PART_STOP || part == PART_NUMBER ||
		    class_kind(f->token[i].class) == CLASS_PLACE)
			return true;
	}
	return false;
}

/* What counts of an acronym, the other word of its name considered. A place says whose it is. */
static double share_beside(const struct name_form *brief, size_t at)
{
	double share = 1;

	for (size_t i = 0; i < brief->count; i++) {
		const struct name_token *t = &brief->token[i];
		if (i != at && t->part != PART_LEGAL && t->part != PART_STOP)
			share *= class_kind(t->class) == CLASS_PLACE ? ACRONYM_PLACE : ACRONYM_REST;
	}
	return share;
}

/* Has it a word of as many letters as initials of the other may be? Most have none. */
static bool is_as_short(const struct name_form *brief, const struct name_form *full)
{
	for (size_t i = 0; i < brief->count; i++)
		if (brief->token[i].text.len >= INITIALS_LEAST && brief->token[i].text.len <= full->count)
			return true;
	return false;
}

static double acronym_against(const struct name_form *brief, const struct name_form *full, size_t *at)
{
	char initials[INITIALS_KINDS][8];
	size_t n[INITIALS_KINDS];
	bool may = full->kind == NAME_ORGANIZATION && is_as_short(brief, full);
	size_t words = may ? count_words(brief) : 0;

	if (words == 0 || words > 2 || !score_names_a_body(full))
		return 0;
	for (enum initials k = 0; k < INITIALS_KINDS; k++)
		n[k] = score_initials(full, k, initials[k]);
	for (size_t i = 0; i < brief->count; i++) {
		const struct name_token *t = &brief->token[i];
		for (enum initials k = 0; k < INITIALS_KINDS; k++) {
			if (n[k] == 0 || !score_is_key_part(brief, t->part) ||
			    !str_equal(t->text, (str){initials[k], n[k]}))
				continue;
			*at = i;
			return ACRONYM * share_beside(brief, i);
		}
	}
	return 0;
}

struct acronym duel_find_acronym(const struct duel *d)
{
	size_t left_at = 0, right_at = 0;

	if (d->kind != NAME_ORGANIZATION)
		return (struct acronym){0};
	double by_left = acronym_against(d->left, d->right, &left_at);
	double by_right = acronym_against(d->right, d->left, &right_at);
	bool left_is_brief = by_left >= by_right;
	return (struct acronym){left_is_brief ? by_left : by_right, left_is_brief, left_is_brief ? left_at : right_at};
}

void duel_explain_acronym(const struct duel *d, const struct acronym *found, struct name_alignment *out)
{
	bool left_is_brief = found->left_is_brief;
	size_t at = found->at;
	const struct name_form *brief = left_is_brief ? d->left : d->right;
	const struct name_form *full = left_is_brief ? d->right : d->left;

	out->pair[0] = (struct name_pair){
	    .left = left_is_brief ? (uint8_t)at : 0,
	    .left_count = left_is_brief ? 1 : full->count,
	    .right = left_is_brief ? 0 : (uint8_t)at,
	    .right_count = left_is_brief ? full->count : 1,
	    .reason = REASON_ACRONYM,
	    .similarity = (float)found->score,
	    .weight = 1,
	};
	out->count = 1;
	for (size_t i = 0; i < brief->count; i++) {
		if (i == at)
			continue;
		out->pair[out->count++] = (struct name_pair){
		    .left = left_is_brief ? (uint8_t)i : 0,
		    .left_count = left_is_brief,
		    .right = left_is_brief ? 0 : (uint8_t)i,
		    .right_count = !left_is_brief,
		    .reason = REASON_LEFT_OVER,
		};
	}
}
