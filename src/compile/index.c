/* Two passes over the names.
 *
 *   parse   each name into forms; tokens get provisional key numbers, document frequencies are counted per name
 *   list    each form is read back, weighed with the frequencies and asked for its keys
 *
 * A form is listed as a reader of the book will see it, so that index and search agree on its keys. Then the
 * keys are sorted, the forms of each key are laid out behind one another by counting, and the provisional
 * numbers are replaced. A key is a string number and a class; strings are numbered by the caller. */
#include "compile/index.h"

#include "names/retrieval.h"
#include "text/text.h"

#include <stdlib.h>

enum {
	SERVES_SCREENING = 1, /* book_form.flags */
	SHORTEST_PHRASE = 2   /* bytes: a document is full of single letters */
};

/** What a form can be found by. */
struct lookup {
	uint8_t keys;  /* tokens */
	uint8_t words; /* name_sight_words */
};

/** What is known of one text, by string number. */
struct spelling {
	uint32_t df;   /* screened names that have it as a token */
	uint32_t name; /* the last of them + 1 */
};

struct indexer {
	const struct index_input *in;
	struct index_sections *out;
	VEC(struct spelling) spellings;
	uint32_t *slots;            /* key number + 1 by hash of string and class, 0 free */
	size_t mask;                /* slots - 1; 0 before the first */
	VEC(uint32_t) found;        /* provisional key numbers of the screened forms, form after form */
	VEC(struct lookup) lookups; /* by form */
	index_listed_vec listed;    /* forms by signatures of keys that are no tokens */
	struct name_form forms[NAME_FORMS_MAX];
	struct name_key keys[NAME_KEYS_MAX];
	char key_text[NAME_KEY_TEXT_MAX];
	bool failed; /* sticky: memory ran out */
};

#define PUSH(x, v, item) ((x)->failed |= !vec_push((v), (item)))

/* ---- keys ------------------------------------------------------------------------------------------- */

static size_t key_hash(uint32_t string, uint32_t class)
{
	uint64_t h = ((uint64_t) class << 32 | string) * 0x9E3779B97F4A7C15u;

	h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
	return (size_t)(h ^ h >> 32);
}

/* The slot of a key, or the free one where it belongs. */
static uint32_t *find_slot(const struct indexer *x, uint32_t string, uint32_t class)
{
	for (size_t i = key_hash(string, class) & x->mask;; i = (i + 1) & x->mask) {
		const struct book_key *key = x->slots[i] ? &x->out->keys.ptr[x->slots[i] - 1] : NULL;
		if (!key || (key->text == string && key->class == class))
			return &x->slots[i];
	}
}

static bool grow_slots(struct indexer *x)
{
	size_t size = x->slots ? (x->mask + 1) * 2 : 1024;
	uint32_t *slots = calloc(size, sizeof *slots);

	if (!slots)
		return false;
	free(x->slots);
	x->slots = slots;
	x->mask = size - 1;
	for (uint32_t i = 0; i < x->out->keys.len; i++)
		*find_slot(x, x->out->keys.ptr[i].text, x->out->keys.ptr[i].class) = i + 1;
	return true;
}

/* The provisional number of a key, a new one when it was not there; 0 on failure, which is sticky. */
static uint32_t add_key(struct indexer *x, str text, uint32_t class)
{
	uint32_t string = x->in->string(x->in->context, text);

	if (string == 0 || ((!x->slots || x->out->keys.len * 2 > x->mask) && !grow_slots(x))) {
		x->failed = true;
		return 0;
	}
	uint32_t *slot = find_slot(x, string, class);
	if (*slot == 0) {
		PUSH(x, &x->out->keys, ((struct book_key){.text = string, .class = class}));
		if (x->failed)
			return 0;
		*slot = (uint32_t)x->out->keys.len;
	}
	return *slot - 1;
}

/* ---- first pass: forms and frequencies ------------------------------------------------------------------ */

unsigned index_kind(uint16_t schema)
{
	if (schema >= SCHEMA_COUNT)
		return NAME_ANY;
	if (model_schema_is_a(schema, SCHEMA_PERSON))
		return NAME_PERSON;
	if (model_schema_is_a(schema, SCHEMA_ORGANIZATION))
		return NAME_ORGANIZATION;
	return model_schema_is_a(schema, SCHEMA_VEHICLE) ? NAME_VESSEL : NAME_ANY;
}

static void count_token(struct indexer *x, uint32_t string, uint32_t name)
{
	if (!vec_reserve(&x->spellings, (size_t)string + 1)) {
		x->failed = true;
		return;
	}
	if (x->spellings.len <= string) {
		memset(x->spellings.ptr + x->spellings.len, 0,
		       (string + 1 - x->spellings.len) * sizeof *x->spellings.ptr);
		x->spellings.len = (size_t)string + 1;
	}
	struct spelling *s = &x->spellings.ptr[string];
	if (s->name != name + 1) {
		s->name = name + 1;
		s->df++;
	}
}

static void add_form(struct indexer *x, uint32_t name, bool screened, const struct name_form *form)
{
	PUSH(x, &x->out->forms,
	     ((struct book_form){
	         .name = name,
	         .first_token = (uint32_t)x->out->tokens.len,
	         .token_count = form->count,
	         .kind = form->kind,
	         .reading = form->reading,
	         .flags = screened ? SERVES_SCREENING : 0,
	     }));
	for (size_t i = 0; i < form->count && !x->failed; i++) {
		const struct name_token *t = &form->token[i];
		uint32_t key = add_key(x, t->text, t->class);
		PUSH(x, &x->out->tokens,
		     ((struct book_token){.key = key, .flags = t->flags, .part = t->part, .script = t->script}));
		if (screened && !x->failed)
			count_token(x, x->out->keys.ptr[key].text, name);
	}
}

static void parse_name(struct indexer *x, uint32_t number)
{
	const struct index_input *in = x->in;
	struct laid_name *n = &in->names[number];
	uint16_t schema = n->entity < in->entity_count ? in->entities[n->entity].schema : (uint16_t)SCHEMA_THING;
	size_t count = name_parse(in->text(in->context, n->text), index_kind(schema), in->text(in->context, n->lang),
	                          NULL, x->forms);

	n->first_form = (uint32_t)x->out->forms.len;
	n->form_count = 0;
	for (size_t i = 0; i < count && !x->failed; i++)
		if (x->forms[i].count > 0) {
			add_form(x, number, n->property <= PROP_LAST_SCREENED_NAME, &x->forms[i]);
			n->form_count++;
		}
}

/* ---- second pass: keys and phrases ---------------------------------------------------------------------- */

static uint32_t spelling_df(const struct indexer *x, uint32_t string)
{
	return string < x->spellings.len ? x->spellings.ptr[string].df : 0;
}

/* Rarity is mostly asked for the very slices of the form in hand; only then is no look-up needed. */
static uint32_t token_df(const void *context, str token)
{
	const struct indexer *x = context;
	const struct name_form *form = &x->forms[0];
	const struct book_form *f = &x->out->forms.ptr[x->lookups.len];

	for (size_t i = 0; i < form->count; i++)
		if (form->token[i].text.ptr == token.ptr && form->token[i].text.len == token.len)
			return spelling_df(x, x->out->keys.ptr[x->out->tokens.ptr[f->first_token + i].key].text);
	return token.len ? spelling_df(x, x->in->string(x->in->context, token)) : 0;
}

/* The form as the reader of the book will load it. */
static struct name_form *load_form(struct indexer *x, const struct book_form *f)
{
	struct name_form *form = &x->forms[0];

	form->kind = f->kind;
	form->reading = f->reading;
	form->count = f->token_count;
	for (size_t i = 0; i < f->token_count; i++) {
		const struct book_token *t = &x->out->tokens.ptr[f->first_token + i];
		const struct book_key *key = &x->out->keys.ptr[t->key];
		form->token[i] = (struct name_token){
		    .text = x->in->text(x->in->context, key->text),
		    .class = key->class,
		    .part = t->part,
		    .script = t->script,
		    .flags = t->flags,
		};
	}
	return form;
}

/* The words of the form, as its reader sees them, with one space between. */
static size_t spell_form(const struct name_form *form, char *text)
{
	size_t len = 0;

	for (size_t i = 0; i < form->count; i++) {
		if (i)
			text[len++] = ' ';
		memcpy(text + len, form->token[i].text.ptr, form->token[i].text.len);
		len += form->token[i].text.len;
	}
	return len;
}

static void push_phrase(struct indexer *x, str text, uint32_t form)
{
	if (text.len >= SHORTEST_PHRASE)
		PUSH(x, &x->out->phrases, ((struct index_phrase){.hash = str_hash(text), .form = form}));
}

/* Each form is a phrase; so is, once a name, what a document comes to that has the name as it is written. */
static void add_phrases(struct indexer *x, const struct name_form *form, uint32_t number)
{
	const struct laid_name *name = &x->in->names[x->out->forms.ptr[number].name];
	char text[NAME_TOKENS_MAX * 64], written[PHRASE_MAX];
	size_t len = spell_form(form, text);
	uint32_t words;

	push_phrase(x, (str){text, len}, number);
	if (number != name->first_form)
		return;
	str phrase = {written, text_phrase(x->in->text(x->in->context, name->text), written, sizeof written, &words)};
	if (!str_equal(phrase, (str){text, len}))
		push_phrase(x, phrase, number);
}

/* Is the key among those found since `from`? */
static bool has_found(const struct indexer *x, size_t from, uint32_t key)
{
	for (size_t i = from; i < x->found.len; i++)
		if (x->found.ptr[i] == key)
			return true;
	return false;
}

/* Where the postings of forms of a kind stand. */
static unsigned posting_run(uint8_t kind)
{
	return kind == NAME_VESSEL ? 2 : kind == NAME_ORGANIZATION ? 1 : 0;
}

/* Returns the tokens that can be found by the key. */
static uint32_t post_token(struct indexer *x, const struct name_key *key, size_t begin)
{
	uint32_t number = add_key(x, key->text, key->class);

	if (x->failed)
		return 0;
	x->out->keys.ptr[number].flags |= key->abjad ? KEY_ABJAD : KEY_OTHER;
	if (!has_found(x, begin, number)) {
		const struct book_form *f = &x->out->forms.ptr[x->lookups.len];
		x->out->keys.ptr[number].posting_count[posting_run(f->kind)]++;
		PUSH(x, &x->found, number);
	}
	return key->tokens;
}

/* Tokens that the form cannot be found by. */
static void mark_lesser(struct indexer *x, const struct name_form *form, const struct book_form *f, uint32_t keyed)
{
	for (uint32_t i = 0; i < form->count; i++) {
		struct book_key *key = &x->out->keys.ptr[x->out->tokens.ptr[f->first_token + i].key];
		bool telling = form->token[i].part == PART_GENERIC || form->token[i].part == PART_NUMBER;
		if (keyed >> i & 1)
			continue;
		key->flags |= name_token_key(form, i).abjad ? KEY_ABJAD : KEY_OTHER;
		key->forms |= (uint8_t)((telling ? KEY_LESSER_TELLING : KEY_LESSER) << posting_run(f->kind));
	}
}

/* Lists the keys of the form behind the last one listed. */
static void list_form(struct indexer *x, const struct name_rarity *rarity)
{
	uint32_t number = (uint32_t)x->lookups.len;
	const struct book_form *f = &x->out->forms.ptr[number];
	struct name_form *form = load_form(x, f);
	size_t begin = x->found.len, count = 0;
	uint32_t keyed = 0;

	add_phrases(x, form, number);
	if (f->flags & SERVES_SCREENING) {
		name_weigh(form, rarity);
		count = name_keys(form, x->keys, x->key_text);
	}
	for (size_t i = 0; i < count && !x->failed; i++) {
		if (x->keys[i].kind == KEY_TOKEN)
			keyed |= post_token(x, &x->keys[i], begin);
		else
			x->failed |= !index_list_form(&x->listed, &x->keys[i], number);
	}
	if (f->flags & SERVES_SCREENING && !x->failed)
		mark_lesser(x, form, f, keyed);
	PUSH(x, &x->lookups, ((struct lookup){(uint8_t)(x->found.len - begin), (uint8_t)name_sight_words(form)}));
}

/* ---- order ------------------------------------------------------------------------------------------- */

/** A key while sorting: most comparisons end in the first eight bytes of the text. */
struct sort_key {
	uint64_t head; /* big-endian, padded with zeros */
	uint32_t key;  /* provisional number */
};

static int compare_keys(const void *left, const void *right, void *context)
{
	const struct sort_key *a = left, *b = right;
	const struct indexer *x = context;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	const struct book_key *k = &x->out->keys.ptr[a->key], *l = &x->out->keys.ptr[b->key];
	int order = k->text == l->text
	                ? 0
	                : str_compare(x->in->text(x->in->context, k->text), x->in->text(x->in->context, l->text));
	return order ? order : (k->class > l->class) - (k->class < l->class);
}

/* Sorts the keys; returns the new number of each provisional one, owned, NULL on failure. */
static uint32_t *sort_keys(struct indexer *x)
{
	size_t count = x->out->keys.len;
	struct sort_key *order = malloc((count + 1) * sizeof *order);
	struct book_key *sorted = malloc((count + 1) * sizeof *sorted);
	uint32_t *number = malloc((count + 1) * sizeof *number);

	if (!order || !sorted || !number) {
		free(order);
		free(sorted);
		free(number);
		return NULL;
	}
	for (uint32_t i = 0; i < count; i++)
		order[i] = (struct sort_key){str_head(x->in->text(x->in->context, x->out->keys.ptr[i].text)), i};
	qsort_r(order, count, sizeof *order, compare_keys, x);
	for (uint32_t i = 0; i < count; i++) {
		sorted[i] = x->out->keys.ptr[order[i].key];
		number[order[i].key] = i;
	}
	if (count)
		memcpy(x->out->keys.ptr, sorted, count * sizeof *sorted);
	free(order);
	free(sorted);
	return number;
}

/* What its postings say of a form: POSTING_… */
static uint32_t posting_flags(const struct indexer *x, uint32_t form)
{
	const struct book_form *f = &x->out->forms.ptr[form];
	const struct book_token *token = x->out->tokens.ptr + f->first_token;
	unsigned words = x->lookups.ptr[form].words;
	uint32_t flags = words ? (words - 1) * POSTING_WORDS : 0;
	bool keys = false;

	static_assert(NAME_SIGHT_WORDS - 1 == POSTING_WORDS_MOST);

	for (uint32_t i = 0; i < f->token_count; i++)
		keys |= name_part_is_key(token[i].part);
	for (uint32_t i = 0; i < f->token_count; i++) {
		bool telling = token[i].part == PART_GENERIC || token[i].part == PART_NUMBER;
		if (token[i].part == PART_INITIAL)
			flags |= POSTING_INITIAL;
		if (keys && !name_part_is_key(token[i].part))
			flags |= telling ? POSTING_LESSER_TELLING : POSTING_LESSER;
	}
	return flags;
}

/* Gives each run of postings its place; the first ones are in `next`, by key and run. */
static void place_postings(struct index_sections *out, uint32_t (*next)[KEY_RUNS])
{
	uint32_t begin = 0;

	for (size_t i = 0; i < out->keys.len; i++) {
		struct book_key *key = &out->keys.ptr[i];
		key->first_posting = begin;
		for (unsigned run = 0; run < KEY_RUNS; run++) {
			next[i][run] = begin;
			begin += key->posting_count[run];
		}
	}
}

/* Is a token with the provisional key of a script without vowels? */
static bool is_abjad_in(const struct indexer *x, const struct book_form *f, uint32_t key)
{
	const struct book_token *token = x->out->tokens.ptr + f->first_token;

	for (uint32_t i = 0; i < f->token_count; i++)
		if (token[i].key == key && name_script_is_abjad(token[i].script))
			return true;
	return false;
}

static bool lay_postings(struct indexer *x, const uint32_t *number)
{
	struct index_sections *out = x->out;
	uint32_t(*next)[KEY_RUNS] = malloc((out->keys.len + 1) * sizeof *next), at = 0;

	if (!next || !vec_reserve(&out->postings, x->found.len)) {
		free(next);
		return false;
	}
	place_postings(out, next);
	for (uint32_t form = 0; form < x->lookups.len; form++) {
		const struct book_form *f = &out->forms.ptr[form];
		uint32_t posting = form | posting_flags(x, form);
		for (size_t i = 0; i < x->lookups.ptr[form].keys; i++) {
			uint32_t found = x->found.ptr[at++], key = number[found];
			out->postings.ptr[next[key][posting_run(f->kind)]++] =
			    posting | (is_abjad_in(x, f, found) ? POSTING_ABJAD : 0);
			out->keys.ptr[key].forms |= posting & POSTING_INITIAL ? KEY_INITIAL : 0;
		}
	}
	out->postings.len = x->found.len;
	free(next);
	return true;
}

static void renumber_tokens(struct indexer *x, const uint32_t *number)
{
	for (size_t i = 0; i < x->out->tokens.len; i++)
		x->out->tokens.ptr[i].key = number[x->out->tokens.ptr[i].key];
}

static int compare_classes(const void *left, const void *right, void *context)
{
	const struct book_key *keys = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	if (keys[a].class != keys[b].class)
		return keys[a].class < keys[b].class ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void list_classes(struct indexer *x)
{
	struct index_sections *out = x->out;

	for (uint32_t i = 0; i < out->keys.len; i++)
		if (out->keys.ptr[i].class != 0)
			PUSH(x, &out->class_keys, i);
	if (out->class_keys.len)
		qsort_r(out->class_keys.ptr, out->class_keys.len, sizeof *out->class_keys.ptr, compare_classes,
		        out->keys.ptr);
}

/* ---- the whole ------------------------------------------------------------------------------------------- */

static bool past_limit(const struct indexer *x)
{
	return x->in->name_count >= BOOK_NONE || x->out->forms.len >= POSTING_FORMS_MAX ||
	       x->out->tokens.len >= BOOK_NONE || x->out->keys.len >= BOOK_NONE || x->found.len >= BOOK_NONE;
}

static void parse_names(struct indexer *x)
{
	for (uint32_t i = 0; i < x->in->name_count && !x->failed && !past_limit(x); i++)
		parse_name(x, i);
}

/* By how rare their words are, which the keys keep: all that there are have been found by parsing. */
static bool order_names(struct indexer *x)
{
	for (size_t i = 0; i < x->out->keys.len; i++)
		x->out->keys.ptr[i].df = spelling_df(x, x->out->keys.ptr[i].text);
	return index_order(x->out, x->in);
}

static void list_forms(struct indexer *x)
{
	const struct name_rarity rarity = {.df = token_df, .context = x, .total = (uint32_t)x->in->name_count};

	while (x->lookups.len < x->out->forms.len && !x->failed && !past_limit(x))
		list_form(x, &rarity);
}

static void lay_out(struct indexer *x)
{
	uint32_t *number = x->failed ? NULL : sort_keys(x);

	if (!number || !lay_postings(x, number)) {
		x->failed = true;
		free(number);
		return;
	}
	renumber_tokens(x, number);
	list_classes(x);
	free(number);
}

ties_code index_build(struct index_sections *out, const struct index_input *in, ties_error *err)
{
	struct indexer *x = calloc(1, sizeof *x);

	if (!x)
		return error_nomem(err);
	x->in = in;
	x->out = out;
	parse_names(x);
	x->failed = x->failed || (!past_limit(x) && !order_names(x));
	list_forms(x);
	bool full = past_limit(x);
	if (!full)
		lay_out(x);
	x->failed = x->failed || !index_tokens(out, in->name_count) || !index_phrases(out) || !index_sounds(out, in) ||
	            !index_sketches(out) || !index_signatures(out, in, &x->listed);
	index_identifiers(out);
	ties_code rc = full        ? error_set(err, TIES_ERR_LIMIT,
	                                       "the names have more than 2^32 tokens or keys, which one "
	                                              "database does not hold; build several")
	               : x->failed ? error_nomem(err)
	                           : TIES_OK;
	vec_finish(&x->spellings);
	vec_finish(&x->found);
	vec_finish(&x->lookups);
	vec_finish(&x->listed);
	free(x->slots);
	free(x);
	return rc;
}

#define WRITE(w, id, v) book_writer_section((w), (id), sizeof *(v)->ptr, (v)->ptr, (v)->len)

void index_write(const struct index_sections *index, struct book_writer *w)
{
	WRITE(w, BOOK_FORM, &index->forms);
	WRITE(w, BOOK_FORM_TOKEN, &index->form_tokens);
	WRITE(w, BOOK_TOKEN, &index->distinct_tokens);
	WRITE(w, BOOK_KEY, &index->keys);
	WRITE(w, BOOK_SOUND, &index->sounds);
	WRITE(w, BOOK_SOUND_START, &index->sound_starts);
	WRITE(w, BOOK_POSTING, &index->postings);
	WRITE(w, BOOK_PHRASE, &index->packed_phrases);
	WRITE(w, BOOK_PHRASE_START, &index->phrase_starts);
	WRITE(w, BOOK_CLASS_KEY, &index->class_keys);
	WRITE(w, BOOK_IDENTIFIER, &index->identifiers);
	WRITE(w, BOOK_SIGNATURE, &index->signatures);
	WRITE(w, BOOK_SKETCH, &index->sketches);
	WRITE(w, BOOK_SIGNATURE_START, &index->signature_starts);
}

void index_finish(struct index_sections *index)
{
	vec_finish(&index->forms);
	vec_finish(&index->tokens);
	vec_finish(&index->keys);
	vec_finish(&index->postings);
	vec_finish(&index->phrases);
	vec_finish(&index->packed_phrases);
	vec_finish(&index->phrase_starts);
	vec_finish(&index->distinct_tokens);
	vec_finish(&index->form_tokens);
	vec_finish(&index->class_keys);
	vec_finish(&index->identifiers);
	vec_finish(&index->sounds);
	vec_finish(&index->sound_starts);
	vec_finish(&index->signatures);
	vec_finish(&index->sketches);
	vec_finish(&index->signature_starts);
}
