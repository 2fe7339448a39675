/* The score of an alignment. With the pairs P, w their weights, a their agreement, and what was left over:
 *
 *     S = Σ w a       W = Σ w                            what agrees, out of what was paired
 *     C = min(left over in one, left over in the other)  another name stands in its place: contradiction
 *     O = Σ omission share × weight of the rest          one side says less: omission
 *     D = C + Σ w max(0, 1 - a / DOUBT)                  contradiction, pairs of little agreement counted in
 *     score = S / (W + C + O) × (1 - CONTRADICTION × min(1, D / CONTRADICTION_FULL)) × number × lineage × generation
 *             × legal
 *
 * No anchor: at most BELOW_FLOOR. Not the same full name: at most ALMOST. docs/scoring.md explains each. */
#include "names/score.h"
#include "text/text.h"

#define DOUBT 0.55       /* less agreement of a pair is half a contradiction: organisations, vessels */
#define DOUBT_PERSON 0.5 /* persons, whose names are spelt more freely */
#define ALMOST 0.995
#define SHORT_ALIKE 0.91f    /* a short name must be as similar as that in another script */
enum { SHORT_SOUNDS = 6 };   /* a name of less is short */
#define LINEAGE 0.6          /* X bin Y against Y bin X */
#define GENERATION 0.7       /* Jr. against Sr. */
#define EXCHANGED 0.68       /* José María, María José */
#define NUMBER_DIFFERS 0.985 /* organisations */
#define PLACE_OMITTED 0.8    /* share of its weight that a place costs when the other side lacks it */
#define INITIAL_OMITTED 1    /* George H. W., George W.: who writes initials writes all */
#define NUMBER_DIFFERS_VESSEL 0.65
#define NATURE_DIFFERS 0.68 /* company against association */
#define LEGAL_DIFFERS 0.97  /* Ltd against GmbH */
#define SERVANT 0.7         /* weight of the abdul of Abdul Karim against Karim, where another word is against it */
#define SURNAME_OVER 0.75   /* KALIM, Mohammed Musa against Musa Mohammed */
#define THIN_EASTERN 2.0    /* names of two or three syllables, all of which are said */
#define APART_SHARE 0.3     /* of the weight that two known names lack */
#define NICKNAME_SHARE 1    /* … and that two forms of one given name do */
#define BARE 0.5            /* beside initials, names of less weight than this are those of many people */
#define BARE_SHARE 4        /* A. Ahmed */
#define FIRM 0.91f          /* beside initials one pair of words must be as similar: V. Putine, not Don T. */

/* Which share of its weight a token costs when the other side lacks it. */
static const double omission_person[] = {
    [PART_PLAIN] = 0.30, [PART_INITIAL] = 0.2,     [PART_PARTICLE] = 0.3, [PART_TITLE] = 0,
    [PART_SUFFIX] = 0.4, [PART_PATRONYMIC] = 0.15, [PART_LEGAL] = 0.1,    [PART_GENERIC] = 0.3,
    [PART_STOP] = 0,     [PART_NUMBER] = 0.3,      [PART_ACRONYM] = 0.3,
};
static const double omission_organization[] = {
    [PART_PLAIN] = 0.65, [PART_INITIAL] = 0.3,    [PART_PARTICLE] = 0.3, [PART_TITLE] = 0,
    [PART_SUFFIX] = 0.3, [PART_PATRONYMIC] = 0.5, [PART_LEGAL] = 0.25,   [PART_GENERIC] = 0.45,
    [PART_STOP] = 0,     [PART_NUMBER] = 0.5,     [PART_ACRONYM] = 0.65,
};

/* What is paired. */
struct sums {
	double agreed, paired, doubted;
	double named;                   /* of what agrees: given and family names, written out; by the commoner one */
	double initial;                 /* of what agrees: initials */
	double apart;                   /* share of the weight that two known names, or forms of one, lack to agree */
	uint32_t left, right;           /* paired tokens */
	uint32_t left_slip, right_slip; /* plain words paired as a misspelt particle, legal form, title */
	bool initials;                  /* an initial stands against an initial */
	bool shortened;                 /* an initial stands against a word */
	bool firm;                      /* two words written out are the same, or spelt alike, or of two scripts */
	bool anchored, same;            /* same: every pair but of titles has equal text */
	bool bare;                      /* only generic words, places, numbers and the like are paired */
};

/* What a side has left over. */
struct rest {
	uint32_t used;   /* bit i: token i is paired, or repeats a paired one */
	uint32_t paired; /* bit i: token i is paired */
	double contra;   /* weight of tokens that contradict what stands in their place */
	double omitted;  /* weight × omission share */
	double usual;    /* of that, of what most people leave out */
	double number;   /* weight of numbers */
	uint32_t legal;  /* class of a legal form left over, 0 none */
	size_t legal_at; /* where it stands */
};

static double least(double a, double b)
{
	return a < b ? a : b;
}

static double most(double a, double b)
{
	return a > b ? a : b;
}

static bool has_servant_over(const struct name_form *f, const struct ready *ready, uint32_t paired)
{
	for (size_t i = 0; i < f->count; i++)
		if (!(paired >> i & 1) && ready[i].affix == AFFIX_SERVANT)
			return true;
	return false;
}

/* Wali Khudai, Abdul Khudai: half of a name stands against the other word, unless that holds such a half as well. */
static void add_servants(const struct duel *d, struct rest *left, struct rest *right)
{
	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		uint8_t l = d->left_ready[e->left].affix, r = d->right_ready[e->right].affix;
		if (e->left_count > 1 || e->right_count > 1 || l == r || e->similarity > AFFIX_SHARE)
			continue;
		if (l == AFFIX_SERVANT && !has_servant_over(d->right, d->right_ready, right->paired))
			left->contra += SERVANT;
		if (r == AFFIX_SERVANT && !has_servant_over(d->left, d->left_ready, left->paired))
			right->contra += SERVANT;
	}
}

double score_least_omission(const struct name_token *t, enum name_kind kind)
{
	return kind == NAME_PERSON ? omission_person[t->part] : omission_organization[t->part];
}

/* Sergey Shoigu Shoigu: a word said twice is no other word. */
static bool repeats_paired(const struct name_form *f, size_t i, uint32_t paired)
{
	for (size_t j = 0; j < f->count; j++)
		if (paired >> j & 1 && str_equal(f->token[i].text, f->token[j].text))
			return true;
	return false;
}

/* What share of its weight a token costs when the other side lacks it. */
static double omission_of(const struct name_token *t, enum name_kind kind, const struct sums *s)
{
	const double *omission = kind == NAME_PERSON ? omission_person : omission_organization;

	if (t->part == PART_GENERIC && s->bare)
		return omission[PART_PLAIN];
	if (t->part == PART_INITIAL && s->initials)
		return INITIAL_OMITTED;
	return class_kind(t->class) == CLASS_PLACE ? PLACE_OMITTED : omission[t->part];
}

/* Where there is no corpus, a given name between others may be left out. */
bool score_is_seldom_omitted(const struct name_form *f, size_t at)
{
	const struct name_token *t = &f->token[at];
	bool between = at > 0 && at + 1 < f->count && t->flags & TOKEN_GIVEN && !(t->flags & TOKEN_SURNAME);

	return !score_is_often_omitted(t->part) && (f->weighed || !between);
}

/* It is where both others agree, or where initials stand, which abbreviate it: J. Smith, John Adam Smith. */
static bool is_often_omitted(const struct name_form *f, size_t at, uint32_t paired, const struct sums *s)
{
	if (score_is_often_omitted(f->token[at].part))
		return true;
	return !score_is_seldom_omitted(f, at) && (s->shortened || (paired >> (at - 1) & paired >> (at + 1) & 1));
}

static struct rest sum_rest(const struct name_form *f, uint32_t paired, enum name_kind kind, const struct sums *s)
{
	struct rest r = {.used = paired, .paired = paired};

	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		if (paired >> i & 1)
			continue;
		if (repeats_paired(f, i, paired)) {
			r.used |= 1u << i;
			continue;
		}
		double weight = (double)t->weight;
		if (score_contradicts(t->part))
			r.contra += weight;
		if (t->part == PART_NUMBER)
			r.number += weight;
		if (t->part == PART_LEGAL && !r.legal)
			r.legal = t->class, r.legal_at = i;
		double omitted = weight * omission_of(t, kind, s);
		r.omitted += omitted;
		r.usual += is_often_omitted(f, i, paired, s) ? omitted : 0;
	}
	return r;
}

/* The names of X and of X's father, exchanged. */
static bool lineage_differs(const struct duel *d)
{
	bool left = false, right = false;

	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		bool l = d->left->token[e->left].flags & TOKEN_CHILD_OF,
		     r = d->right->token[e->right].flags & TOKEN_CHILD_OF;
		left |= l && !r;
		right |= r && !l;
	}
	return left && right;
}

/* Are only titles left over? */
static bool all_paired(const struct name_form *f, uint32_t paired)
{
	for (size_t i = 0; i < f->count; i++)
		if (!(paired >> i & 1) && f->token[i].part != PART_TITLE)
			return false;
	return true;
}

/* The place of the telling word with that number; SIZE_MAX when there are less, or it is written before a comma or with
 * a hyphen. */
static size_t telling_at(const struct name_form *f, size_t number)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->token[i].flags & (TOKEN_SURNAME | TOKEN_EASTERN | TOKEN_HYPHEN))
			return SIZE_MAX;
		if (f->token[i].part != PART_TITLE && number-- == 0)
			return i;
	}
	return SIZE_MAX;
}

/* Are these two words one pair? */
static bool is_pair(const struct edge *e, size_t left, size_t right)
{
	return e->left == left && e->right == right && e->left_count == 1 && e->right_count == 1 &&
	       e->reason == REASON_SAME;
}

/* Is every other word in its place, the same but for articles that are written to it? */
static bool others_agree(const struct duel *d, const size_t left[2], const size_t right[2])
{
	size_t exchanged = 0;

	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		if (is_pair(e, left[0], right[1]) || is_pair(e, left[1], right[0])) {
			exchanged++;
			continue;
		}
		if (e->similarity < SIMILAR_WORD || e->left < left[0] || e->right < right[0])
			return false;
		for (size_t l = 0; l < k; l++) {
			const struct edge *other = &d->edge[d->pick[l]];
			bool behind = other->left > left[1] && other->right > right[1];
			if (behind && (other->left < e->left) != (other->right < e->right))
				return false;
		}
	}
	return exchanged == 2 && d->pick_count > 2;
}

/* José María Salas, María José Salas; Ali Hasan Khan, Hasan Ali Khan: two given names in front of the same others,
 * exchanged. */
static bool given_exchanged(const struct duel *d, const struct sums *s)
{
	size_t left[2], right[2];

	if (d->pick_count < 3 || !all_paired(d->left, s->left) || !all_paired(d->right, s->right))
		return false;
	for (size_t i = 0; i < 2; i++) {
		left[i] = telling_at(d->left, i);
		right[i] = telling_at(d->right, i);
		if (left[i] == SIZE_MAX || right[i] == SIZE_MAX || !(d->left->token[left[i]].flags & TOKEN_GIVEN) ||
		    !(d->right->token[right[i]].flags & TOKEN_GIVEN))
			return false;
	}
	return d->left->token[left[0]].class != d->left->token[left[1]].class && others_agree(d, left, right);
}

static double judge_organization(const struct duel *d, const struct rest *left, const struct rest *right)
{
	double factor = 1;
	enum legal_nature a = legal_nature(left->legal), b = legal_nature(right->legal);

	/* OO is a form of associations, but also a slip for OOO. */
	bool one_slip = left->legal && right->legal &&
	                score_is_one_slip(d->left->token[left->legal_at].text, d->right->token[right->legal_at].text);
	if (left->number > 0 && right->number > 0)
		factor *= d->kind == NAME_VESSEL ? NUMBER_DIFFERS_VESSEL : NUMBER_DIFFERS;
	if (left->legal && right->legal)
		factor *= a && b && a != b && !one_slip ? NATURE_DIFFERS : LEGAL_DIFFERS;
	return factor;
}

static size_t count_telling(const struct name_form *f, uint32_t slips)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++)
		n += score_is_telling(f->token[i].part) && !(slips >> i & 1);
	return n;
}

/* Does the word that a name begins or ends with stand alone? One of them is the family name. */
static bool leaves_edge_over(const struct name_form *f, uint32_t paired)
{
	size_t first = f->count, last = f->count;

	for (size_t i = 0; i < f->count; i++) {
		if (!score_is_telling(f->token[i].part))
			continue;
		first = first == f->count ? i : first;
		last = i;
	}
	return first < f->count && ((f->token[first].part == PART_PLAIN && !(paired >> first & 1)) ||
	                            (f->token[last].part == PART_PLAIN && !(paired >> last & 1)));
}

/* Is it a pair of telling words? An initial is half of one unless the family name may be what its name has left over:
 * J. Smith is John Adam Smith, John Smith is not John S. McCain. */
static bool is_telling_pair(const struct duel *d, const struct edge *e, const struct sums *s)
{
	uint8_t left = d->left->token[e->left].part, right = d->right->token[e->right].part;

	if (left == PART_INITIAL && right != PART_INITIAL && leaves_edge_over(d->left, s->left))
		return false;
	if (right == PART_INITIAL && left != PART_INITIAL && leaves_edge_over(d->right, s->right))
		return false;
	return score_is_telling(left) && score_is_telling(right);
}

/* Is the name that it is filed under left over? */
static bool leaves_surname_over(const struct name_form *f, uint32_t paired)
{
	bool has = false;

	for (size_t i = 0; i < f->count; i++) {
		if (!(f->token[i].flags & TOKEN_SURNAME))
			continue;
		if (paired >> i & 1)
			return false;
		has = true;
	}
	return has;
}

/* Of two written as one: are both telling words? */
static bool are_telling(const struct name_form *f, size_t i)
{
	return score_is_telling(f->token[i].part) && score_is_telling(f->token[i + 1].part);
}

static double limit_person(const struct duel *d, const struct sums *s, double score)
{
	size_t a = count_telling(d->left, s->left_slip), b = count_telling(d->right, s->right_slip), pairs = 0;
	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		a -= e->left_count == 2 && are_telling(d->left, e->left);
		b -= e->right_count == 2 && are_telling(d->right, e->right);
		pairs += is_telling_pair(d, e, s);
	}
	if ((b > 1 && leaves_surname_over(d->left, s->left)) || (a > 1 && leaves_surname_over(d->right, s->right)))
		score *= SURNAME_OVER;
	if ((a != b && pairs == 1) || (s->shortened && !s->firm))
		score = least(score, SINGLE_AGAINST_MANY);
	return score;
}

/* ---- the sums ------------------------------------------------------------------------------------------- */

static uint32_t mask_of(unsigned first, unsigned count)
{
	return ((1u << count) - 1) << first;
}

static bool is_silent(const struct duel *d, const struct edge *e)
{
	return score_says_nothing(d->left->token[e->left].part) || score_says_nothing(d->right->token[e->right].part);
}

/* Does it tell little by itself? */
static bool is_bare(const struct name_token *t)
{
	return t->part == PART_GENERIC || t->part == PART_NUMBER || t->part == PART_LEGAL ||
	       class_kind(t->class) == CLASS_PLACE || (t->part == PART_ACRONYM && t->text.len <= 4);
}

static bool is_lesser_role(uint8_t part)
{
	return part == PART_PARTICLE || part == PART_TITLE || part == PART_SUFFIX || part == PART_LEGAL ||
	       part == PART_STOP;
}

/* What agrees in many people who have nothing else in common. */
static bool is_brief(uint8_t part)
{
	return part == PART_INITIAL || part == PART_PATRONYMIC;
}

/* Mahamed is a spelling of one of the commonest names, and tells no more. Where a corpus says how rare words are, the
 * commoner word of any pair says how many people it may be. */
static double named_weight(const struct duel *d, const struct edge *e)
{
	double left = (double)d->left->token[e->left].weight, right = (double)d->right->token[e->right].weight;
	double common = least(left, right);
	bool single = e->left_count == 1 && e->right_count == 1;

	return single && (d->weighed || common <= COMMONEST) ? common : (double)e->weight;
}

/* Is it known as a word of names, so that it is hardly another one misspelt? */
static bool is_established(const struct name_token *t)
{
	return t->part == PART_PLAIN && (t->listed || t->flags & (TOKEN_GIVEN | TOKEN_FAMILY));
}

/* Where there is a corpus, what is in it is known, too, but for spellings that hardly differ; in one script, as what is
 * known of a romanised word is less certain. */
static bool are_known_as_two(const struct duel *d, const struct edge *e)
{
	const struct name_token *left = &d->left->token[e->left], *right = &d->right->token[e->right];
	bool single = e->left_count == 1 && e->right_count == 1;

	if (e->similarity >= SIMILAR_SOUND)
		return false;
	return score_are_two_names(left, right) ||
	       (d->weighed && left->script == right->script && single && e->similarity < SIMILAR_CLASS &&
	        is_established(left) && is_established(right) && !(left->class && left->class == right->class));
}

/* Of the weight that a pair lacks to agree, what is counted as that of other names. */
static double apart_share(const struct duel *d, const struct edge *e)
{
	if (d->weighed && e->reason == REASON_NICKNAME)
		return NICKNAME_SHARE;
	return are_known_as_two(d, e) ? APART_SHARE : 0;
}

/* Is the pair more than names that are mistaken for each other? In another script spellings are less certain. */
static bool is_firm(const struct duel *d, const struct edge *e)
{
	if (e->reason == REASON_NICKNAME)
		return false;
	return e->similarity >= FIRM || d->left->token[e->left].script != d->right->token[e->right].script;
}

static struct sums sum_pairs(const struct duel *d)
{
	struct sums s = {.same = true, .bare = true};
	double doubt = d->kind == NAME_PERSON ? DOUBT_PERSON : DOUBT;

	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		double weight = (double)e->weight, agreement = (double)score_agreement(e->similarity);
		bool joined = e->left_count > 1 || e->right_count > 1;
		s.left |= mask_of(e->left, e->left_count);
		s.right |= mask_of(e->right, e->right_count);
		uint8_t left = d->left->token[e->left].part, right = d->right->token[e->right].part;
		s.same &= e->reason == REASON_SAME || (left == PART_TITLE && right == PART_TITLE);
		s.initials |= left == PART_INITIAL && right == PART_INITIAL;
		s.shortened |= (left == PART_INITIAL) != (right == PART_INITIAL);
		s.left_slip |= is_lesser_role(right) && !joined ? 1u << e->left : 0;
		s.right_slip |= is_lesser_role(left) && !joined ? 1u << e->right : 0;
		if (is_silent(d, e))
			continue;
		s.paired += weight;
		s.agreed += weight * agreement;
		s.doubted += agreement < doubt ? weight * (1 - agreement / doubt) : 0;
		s.anchored |= e->anchor;
		s.bare &= is_bare(&d->left->token[e->left]) && is_bare(&d->right->token[e->right]);
		if (left == PART_INITIAL || right == PART_INITIAL)
			s.initial += weight * agreement;
		if (is_brief(left) || is_brief(right))
			continue;
		s.firm |= is_firm(d, e);
		s.named += named_weight(d, e) * agreement;
		s.apart += apart_share(d, e) * weight * (1 - agreement);
	}
	return s;
}

/* How much is what agrees that of common names? */
static double thinness(const struct sums *s, double thin)
{
	return least(1, most(0, (thin - s->named - s->initial) / THIN_SHARE));
}

/* What counts of the score of persons, where what agrees is common to many people. */
static double share_of_common(const struct duel *d, const struct sums *s, double strange)
{
	double thin = d->weighed ? THIN_WEIGHED : THIN;
	double brief = score_is_eastern(d->left) && score_is_eastern(d->right) ? THIN_EASTERN : thin;
	double share = 1 - thinness(s, brief) * least(1, strange / THIN_FULL);

	share *= 1 - thinness(s, d->weighed ? brief : thin) * least(1, s->apart / THIN_FULL);
	if (s->shortened)
		share *= 1 - least(1, BARE_SHARE * most(0, BARE - s->named));
	return most(share, COMMON_LEAST);
}

/* Which generation a name says that the person is of, the last that it says; 0: none. */
static uint32_t generation_of(const struct name_form *f)
{
	for (size_t i = f->count; i-- > 0;)
		if (f->token[i].part == PART_SUFFIX && f->token[i].class)
			return f->token[i].class;
	return 0;
}

/* Do both say one, and not the same? */
static bool generation_differs(const struct duel *d)
{
	uint32_t left = generation_of(d->left), right = generation_of(d->right);

	return left && right && left != right;
}

static double judge_pairs(const struct duel *d, const struct sums *s, const struct rest *left, const struct rest *right)
{
	double contra = least(left->contra, right->contra);
	double numbers = d->kind == NAME_ORGANIZATION ? least(contra, least(left->number, right->number)) : 0;
	double doubt = contra - numbers / 2 + s->doubted;

	if (s->paired <= 0)
		return 0;
	double left_share = left->contra > 0 ? 1 - contra / left->contra : 1;
	double right_share = right->contra > 0 ? 1 - contra / right->contra : 1;
	double omitted = left->omitted * left_share + right->omitted * right_share;
	double strange = contra + omitted - left->usual * left_share - right->usual * right_share;
	double score = s->agreed / (s->paired + contra + omitted);
	score *= 1 - CONTRADICTION * least(1, doubt / CONTRADICTION_FULL);
	if (d->kind != NAME_PERSON)
		return score * judge_organization(d, left, right);
	score *= share_of_common(d, s, strange);
	score *= generation_differs(d) ? GENERATION : 1;
	score *= given_exchanged(d, s) ? EXCHANGED : 1;
	return limit_person(d, s, lineage_differs(d) ? score * LINEAGE : score);
}

/* A token as published; empty where that is not known. */
static str han_of(const struct name_form *f, size_t i)
{
	const struct name_token *t = &f->token[i];

	return str_slice(f->han, t->start - f->han_at, t->end - f->han_at);
}

/* ---- explanation ---------------------------------------------------------------------------------------- */

static void explain_rest(const struct name_form *f, const struct rest *r, const struct rest *other, double whole,
                         bool is_left, struct name_alignment *out)
{
	bool contra = r->contra > 0 && other->contra > 0;

	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		if (r->paired >> i & 1)
			continue;
		bool against = contra && score_contradicts(t->part) && !(r->used >> i & 1);
		out->pair[out->count++] = (struct name_pair){
		    .left = is_left ? (uint8_t)i : 0,
		    .left_count = is_left,
		    .right = is_left ? 0 : (uint8_t)i,
		    .right_count = !is_left,
		    .reason = against ? REASON_CONTRADICTION : REASON_LEFT_OVER,
		    .weight = whole > 0 && !score_says_nothing(t->part) ? (float)((double)t->weight / whole) : 0,
		};
	}
}

/* What stands alone and says something. */
static double alone_weight(const struct name_form *f, uint32_t paired)
{
	double weight = 0;

	for (size_t i = 0; i < f->count; i++)
		if (!(paired >> i & 1) && !score_says_nothing(f->token[i].part))
			weight += (double)f->token[i].weight;
	return weight;
}

static void explain(const struct duel *d, const struct sums *s, const struct rest *left, const struct rest *right,
                    struct name_alignment *out)
{
	double whole = s->paired + alone_weight(d->left, s->left) + alone_weight(d->right, s->right);

	for (size_t k = 0; k < d->pick_count; k++) {
		const struct edge *e = &d->edge[d->pick[k]];
		bool same = e->reason == REASON_SAME;
		double han =
		    same ? score_bound_of_characters(han_of(d->left, e->left), han_of(d->right, e->right), false) : 1;
		out->pair[out->count++] = (struct name_pair){
		    .left = e->left,
		    .left_count = e->left_count,
		    .right = e->right,
		    .right_count = e->right_count,
		    .reason = han < 1 ? (uint8_t)REASON_SOUND : e->reason,
		    .similarity = han < 1 ? (float)han : e->similarity,
		    .weight = whole > 0 && !is_silent(d, e) ? (float)((double)e->weight / whole) : 0,
		};
	}
	explain_rest(d->left, left, right, whole, true, out);
	explain_rest(d->right, right, left, whole, false, out);
}

static size_t count_sounds(const struct name_form *f, const struct ready *ready)
{
	size_t n = 0;

	for (size_t i = 0; i < f->count; i++)
		n += score_says_nothing(f->token[i].part) ? 0 : ready[i].sounds.len;
	return n;
}

/* Short names of two scripts that are not much alike: Putin, Bhutan in Hangul. */
static bool is_short_sound(const struct duel *d)
{
	bool inexact = false;

	for (size_t k = 0; k < d->pick_count; k++)
		inexact |=
		    d->edge[d->pick[k]].similarity < SHORT_ALIKE && d->edge[d->pick[k]].reason != REASON_NICKNAME;
	return inexact && d->left->token[0].script != d->right->token[0].script &&
	       count_sounds(d->left, d->left_ready) < SHORT_SOUNDS &&
	       count_sounds(d->right, d->right_ready) < SHORT_SOUNDS;
}

/* One family name has several spellings, so that two names in Hangul need not be read alike to be found alike. */
static bool are_in_hangul(const struct duel *d)
{
	return d->left->token[0].script == SCRIPT_HANGUL && d->right->token[0].script == SCRIPT_HANGUL;
}

double duel_judge(const struct duel *d, struct name_alignment *out)
{
	struct sums s = sum_pairs(d);
	struct rest left = sum_rest(d->left, s.left, d->kind, &s);
	struct rest right = sum_rest(d->right, s.right, d->kind, &s);
	add_servants(d, &left, &right);
	double score = judge_pairs(d, &s, &left, &right);

	if (!s.anchored)
		score = least(score, BELOW_FLOOR);
	if (is_short_sound(d))
		score = least(score, SINGLE_AGAINST_MANY);
	bool alike = s.paired > 0 && all_paired(d->left, s.left) && all_paired(d->right, s.right);
	bool same = s.same && alike;
	double han = same || (alike && are_in_hangul(d))
	                 ? score_bound_of_characters(d->left->han, d->right->han, d->kind == NAME_PERSON)
	                 : 1;
	if (han < 1)
		score = least(score, han);
	if (!same || han < 1)
		score = least(score, ALMOST);
	if (out) {
		out->count = 0;
		explain(d, &s, &left, &right, out);
	}
	if (score < ACRONYM) {
		struct acronym found = duel_find_acronym(d);
		if (found.score > score) {
			score = found.score;
			if (out)
				duel_explain_acronym(d, &found, out);
		}
	}
	if (out)
		out->score = score;
	return score;
}
