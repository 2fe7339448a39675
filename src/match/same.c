#include "match/same.h"

#include "book/identifier.h"

/** A shared address closes this much of the gap between the names' score and 1. */
static const double LIFT_ADDRESS = 0.10;

/** Two entities with one number are always worth a look: at least this, and the rest in proportion. */
static const double WITH_ID = 0.80;

/** A name that tells little may be anybody's: one with this much weight in its shorter form tells enough. */
static const double TELLING = 1.0, LEAST_TELLING = 0.75;

/** From here on names count as the same. */
static const double SAME_NAME = 0.999;

/** An alias is less than a name: of a pair whose main names are quite different this much is left. */
static const double ALIAS_ONLY = 0.75;

enum {
	REFS_MAX = 256 /* that builds join at most */,
	VALUES_MAX = 16,
	MAIN_NAMES_MAX = 4,
	NUMBER_LEAST = 5,
	ADDRESS_LEAST = 12
};

/** Values of one kind that an entity has. */
struct values {
	struct book_statement item[VALUES_MAX];
	size_t count;
};

/** What is compared, of one entity. */
struct traits {
	struct values births, countries, genders, numbers, addresses;
};

static void add(struct values *v, const struct book_statement *s)
{
	if (v->count < VALUES_MAX)
		v->item[v->count++] = *s;
}

bool same_identifies(uint16_t property, str value)
{
	char folded[BOOK_IDENTIFIER_MAX];
	bool digit = false;

	if (property >= PROP_COUNT || model_property_type(property) != TYPE_IDENTIFIER ||
	    property == PROP_AUTHORITY_ID || property == PROP_CALL_SIGN || property == PROP_SERIAL_NUMBER)
		return false;
	size_t n = book_identifier_fold(value, folded);
	for (size_t i = 0; i < n; i++)
		digit |= folded[i] >= '0' && folded[i] <= '9';
	return digit && n >= NUMBER_LEAST;
}

static void read_traits(struct traits *t, const ties_book *b, uint32_t entity)
{
	struct book_statement s;

	t->births.count = t->countries.count = t->genders.count = t->numbers.count = t->addresses.count = 0;
	for (struct book_cursor c = book_statements_of(b, entity); book_next_statement(&c, &s);) {
		uint16_t property = s.manner->property;
		if (property >= PROP_COUNT || s.manner->modality == MODALITY_DENIED)
			continue;
		if (property == PROP_BIRTH_DATE)
			add(&t->births, &s);
		else if (property == PROP_GENDER)
			add(&t->genders, &s);
		else if (property == PROP_ADDRESS || property == PROP_FULL)
			add(&t->addresses, &s);
		else if (model_property_type(property) == TYPE_COUNTRY && property != PROP_PAST_FLAGS)
			add(&t->countries, &s);
		else if (same_identifies(property, book_string(b, s.value)))
			add(&t->numbers, &s);
	}
}

static double compare_births(str a, str b)
{
	struct date x, y;

	if (date_parse(a, &x, NULL) != TIES_OK || date_parse(b, &y, NULL) != TIES_OK || x.kind != DATE_KNOWN ||
	    y.kind != DATE_KNOWN)
		return 0;
	return evidence_birth_date(x, y);
}

static double compare_countries(str a, str b)
{
	str x = model_country_code(a), y = model_country_code(b);

	return x.len && y.len ? (str_equal(x, y) ? 1 : -1) : 0;
}

static double compare_genders(str a, str b)
{
	return str_equal_nocase(a, b) ? 1 : -1;
}

/* Of all values of both, the two that agree best. */
static void weigh_axis(ties_evidence *e, const char *name, const ties_book *b, const struct values *left,
                       const struct values *right, double (*compare)(str, str))
{
	*e = (ties_evidence){.axis = name};
	for (size_t i = 0; i < left->count; i++)
		for (size_t k = 0; k < right->count; k++) {
			str x = book_string(b, left->item[i].value), y = book_string(b, right->item[k].value);
			double value = compare(x, y);
			if (e->known && value <= e->value)
				continue;
			*e = (ties_evidence){.axis = name, .known = true, .value = value, .left = x, .right = y};
		}
}

static bool same_text(str a, str b)
{
	return a.len >= ADDRESS_LEAST && book_identifier_equal(a, b);
}

struct sharing {
	ties_str *shared;
	size_t *count;
	struct arena *arena;
};

/* Is the value one of those before it? */
static bool is_said(const ties_book *b, const struct values *v, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (book_identifier_equal(book_string(b, v->item[k].value), book_string(b, v->item[i].value)))
			return true;
	return false;
}

/* Do both have an equal value? Tells which. */
static bool share(const struct sharing *to, const ties_book *b, const struct values *left, const struct values *right,
                  bool (*equal)(str, str))
{
	bool any = false;

	for (size_t i = 0; i < left->count; i++)
		for (size_t k = 0; k < right->count; k++) {
			str x = book_string(b, left->item[i].value);
			if (!equal(x, book_string(b, right->item[k].value)))
				continue;
			any = true;
			if (to->shared && *to->count < SAME_SHARED_MAX && !is_said(b, left, i))
				to->shared[(*to->count)++] =
				    arena_print(to->arena, "%s %.*s",
				                model_property_name(left->item[i].manner->property), STR_ARG(x));
			break;
		}
	return any;
}

/* ---- names ------------------------------------------------------------------------------------------------ */

static double weight_of(const struct name_form *f)
{
	double sum = 0;

	for (size_t i = 0; i < f->count; i++)
		sum += f->token[i].weight;
	return sum;
}

static double name_weight_of(const ties_book *b, uint32_t name)
{
	struct book_range forms = book_forms_of(b, name);
	struct name_form form;

	return forms.begin < forms.end && match_load_form(b, forms.begin, &form) ? weight_of(&form) : 0;
}

/* 0.75 for a name that tells nothing .. 1 for one that tells enough. */
static double telling(const ties_book *b, const struct same_pair *pair)
{
	double left = name_weight_of(b, pair->left_name), right = name_weight_of(b, pair->right_name);
	double least = left < right ? left : right;

	return least >= TELLING ? 1 : LEAST_TELLING + (1 - LEAST_TELLING) * least / TELLING;
}

static bool is_screened(const ties_book *b, uint32_t name)
{
	return book_name_property(b, name) <= PROP_LAST_SCREENED_NAME;
}

static void compare_names(struct same_pair *pair, const ties_book *b, uint32_t left, uint32_t right)
{
	struct book_range x = book_forms_of(b, left), y = book_forms_of(b, right);
	struct name_form a, c;

	for (uint32_t i = x.begin; i < x.end; i++)
		for (uint32_t k = y.begin; k < y.end; k++) {
			if (!match_load_form(b, i, &a) || !match_load_form(b, k, &c))
				continue;
			double score = name_compare(&a, &c, NULL);
			if (score > pair->name_score) {
				pair->name_score = score;
				pair->left_name = left;
				pair->right_name = right;
			}
		}
}

void same_names(struct same_pair *pair, const ties_book *b)
{
	struct book_range x = book_names_of(b, pair->left), y = book_names_of(b, pair->right);

	for (uint32_t i = x.begin; i < x.end && i < x.begin + VALUES_MAX; i++)
		for (uint32_t k = y.begin; k < y.end && k < y.begin + VALUES_MAX; k++)
			if (is_screened(b, i) && is_screened(b, k))
				compare_names(pair, b, i, k);
}

static size_t main_names(const ties_book *b, uint32_t entity, uint32_t out[MAIN_NAMES_MAX])
{
	struct book_range r = book_names_of(b, entity);
	size_t n = 0;

	for (uint32_t i = r.begin; i < r.end && n < MAIN_NAMES_MAX; i++)
		if (book_name_property(b, i) == PROP_NAME)
			out[n++] = i;
	return n;
}

/* How well the main names agree, 0..1; as well as the best ones where there are none. */
static double main_score(const ties_book *b, const struct same_pair *pair)
{
	uint32_t left[MAIN_NAMES_MAX], right[MAIN_NAMES_MAX];
	struct same_pair main = {.left = pair->left, .right = pair->right};
	size_t n = main_names(b, pair->left, left), m = main_names(b, pair->right, right);

	if (n == 0 || m == 0 ||
	    (book_name_property(b, pair->left_name) == PROP_NAME &&
	     book_name_property(b, pair->right_name) == PROP_NAME))
		return pair->name_score;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m && main.name_score < pair->name_score; k++)
			compare_names(&main, b, left[i], right[k]);
	return main.name_score < pair->name_score ? main.name_score : pair->name_score;
}

/* ---- all of it ---------------------------------------------------------------------------------------------- */

void same_weigh(struct same_evidence *out, const ties_book *b, const struct same_pair *pair, ties_str *shared,
                size_t *shared_count, struct arena *arena)
{
	const struct sharing to = {shared, shared_count, arena};
	struct traits left, right;

	*out = (struct same_evidence){0};
	read_traits(&left, b, pair->left);
	read_traits(&right, b, pair->right);
	weigh_axis(&out->axis[AXIS_BIRTH_DATE], "birth_date", b, &left.births, &right.births, compare_births);
	weigh_axis(&out->axis[AXIS_COUNTRY], "country", b, &left.countries, &right.countries, compare_countries);
	weigh_axis(&out->axis[AXIS_GENDER], "gender", b, &left.genders, &right.genders, compare_genders);
	out->axis[AXIS_ID].axis = "id";
	out->shared_id = share(&to, b, &left.numbers, &right.numbers, book_identifier_equal);
	out->shared_address = share(&to, b, &left.addresses, &right.addresses, same_text);
	double name = 0;
	if (pair->left_name != BOOK_NONE)
		name = telling(b, pair) * (ALIAS_ONLY * pair->name_score + (1 - ALIAS_ONLY) * main_score(b, pair));
	out->score = evidence_score(out->axis, name + (out->shared_address ? LIFT_ADDRESS * (1 - name) : 0));
	if (out->shared_id)
		out->score = WITH_ID + (1 - WITH_ID) * out->score;
}

bool same_is_probable(const ties_book *b, uint32_t one, uint32_t other)
{
	enum { FULL_DATE = 10 };
	struct same_pair pair = {.left = one < other ? one : other,
	                         .right = one < other ? other : one,
	                         .left_name = BOOK_NONE,
	                         .right_name = BOOK_NONE};
	struct same_evidence e;

	if (one == other || same_dataset(b, one, other))
		return false;
	same_weigh(&e, b, &pair, NULL, NULL, NULL);
	const ties_evidence *born = &e.axis[AXIS_BIRTH_DATE];
	if (!born->known || born->left.len != FULL_DATE || !str_equal(born->left, born->right))
		return false;
	for (int i = 0; i < AXIS_COUNT; i++)
		if (e.axis[i].known && e.axis[i].value < 0)
			return false;
	same_names(&pair, b);
	return pair.name_score >= SAME_NAME;
}

double same_name_threshold(double threshold)
{
	struct evidence_query all = {.has = {true, true, true, false}};
	double lowest = evidence_name_threshold(&all, threshold);

	/* an address lifts before the other evidence does */
	lowest = (lowest - LIFT_ADDRESS) / (1 - LIFT_ADDRESS);
	return lowest < NAME_RETRIEVAL_FLOOR ? NAME_RETRIEVAL_FLOOR : lowest;
}

bool same_dataset(const ties_book *b, uint32_t left, uint32_t right)
{
	struct book_range x = book_refs_of(b, left), y = book_refs_of(b, right);

	for (uint32_t i = x.begin; i < x.end && i - x.begin < REFS_MAX; i++)
		for (uint32_t k = y.begin; k < y.end && k - y.begin < REFS_MAX; k++)
			if (book_ref_dataset(b, i) == book_ref_dataset(b, k))
				return true;
	return false;
}
