/* The sub-syntax of OFAC's remarks.
 *
 *   DOB 10 Dec 1948; POB Baghdad, Iraq; nationality Iraq; a.k.a. 'ABU ALI'; Linked To: AVICAL S.A.
 *
 * Tokens are separated by "; " and the whole ends in one full stop, which is merged with a full stop that ends
 * the last token; "alt. " stands before further values of one kind. The head of a token says what it is
 * (ofac_head.c); a token without a known head is a position when it reads like one, else a note. */
#include "sources/ofac.h"
#include "sources/ofac_head.h"

/* A token at hand. */
struct token {
	str text;       /* without "alt. " */
	str head;       /* without the blank behind it */
	str value;      /* what follows the head, trimmed */
	bool last;      /* of the remarks: a full stop may be merged */
	uint32_t index; /* of the entry */
};

/* ---- documents -------------------------------------------------------------------------------------- */

static size_t earlier(size_t a, size_t b)
{
	return a < b ? a : b;
}

struct ofac_document ofac_document_parse(str value)
{
	struct ofac_document d = {0};
	size_t open = str_find(value, STR(" ("), 0);
	size_t issued = str_find(value, STR(" issued "), 0);
	size_t expires = str_find(value, STR(" expires "), 0);
	size_t dates = earlier(issued, expires);

	if (str_starts(value, STR("issued "))) {
		d.rest = value;
		return d;
	}
	d.number = str_trim(str_slice(value, 0, earlier(open, dates)));
	if (open < dates) {
		size_t close = str_find_char(value, ')', open);
		d.country = str_trim(str_slice(value, open + 2, close));
		d.rest = close == SIZE_MAX ? (str){NULL, 0} : str_trim(str_slice(value, close + 1, dates));
	}
	if (issued != SIZE_MAX)
		d.issued = str_trim(str_slice(value, issued + 8, expires > issued ? expires : SIZE_MAX));
	if (expires != SIZE_MAX)
		d.expires = str_trim(str_slice(value, expires + 9, issued > expires ? issued : SIZE_MAX));
	return d;
}

/* A registration or tax number of Russia says more when its check digits are right. */
static void add_russian(struct model_draft *entity, enum model_property property, str number)
{
	bool twelve = number.len == 12 || number.len == 10;

	if (property == PROP_TAX_NUMBER && twelve && model_identifier_valid(PROP_INN_CODE, number))
		model_draft_add(entity, PROP_INN_CODE, number);
	if (property == PROP_REGISTRATION_NUMBER && !twelve && model_identifier_valid(PROP_OGRN_CODE, number))
		model_draft_add(entity, PROP_OGRN_CODE, number);
}

static void add_document_dates(struct model_draft *side, const struct ofac_document *d)
{
	if (d->issued.len && !ofac_add_date(side, PROP_START_DATE, d->issued))
		model_draft_add(side, PROP_NOTES, arena_print(&side->arena, "issued %.*s", STR_ARG(d->issued)));
	if (d->expires.len && !ofac_add_date(side, PROP_END_DATE, d->expires))
		model_draft_add(side, PROP_NOTES, arena_print(&side->arena, "expires %.*s", STR_ARG(d->expires)));
	model_draft_add(side, PROP_NOTES, d->rest);
}

static void add_document(struct ofac *o, const struct token *t, const struct ofac_head *head)
{
	struct ofac_document d = ofac_document_parse(t->value);
	bool passport = head->kind == OFAC_PASSPORT;

	if (!d.number.len) {
		model_draft_add(&o->entity, PROP_NOTES, t->text);
		return;
	}
	struct model_statement *s = model_draft_add(&o->entity, head->property, d.number);
	if (s)
		s->original = t->text;
	str country = model_country_code(d.country);
	if (str_is(country, "ru"))
		add_russian(&o->entity, head->property, d.number);
	ofac_begin_side(o, passport ? SCHEMA_PASSPORT : SCHEMA_IDENTIFICATION, passport ? "passport" : "id", d.number);
	model_draft_add(&o->side, PROP_HOLDER, o->entity.record.id);
	model_draft_add(&o->side, PROP_NUMBER, d.number);
	model_draft_add(&o->side, PROP_TYPE, t->head);
	ofac_add_country(&o->side, PROP_COUNTRY, d.country);
	add_document_dates(&o->side, &d);
	ofac_emit(o, &o->side, OFAC_PRIMARY);
}

/* ---- tokens ------------------------------------------------------------------------------------------- */

static void add_note(struct ofac *o, str text)
{
	model_draft_add(&o->entity, PROP_NOTES, text);
}

/* "possibly Palestinian;arrested 23 Apr 2002": how sure, the country, and a remark that strayed in. */
static void add_country(struct ofac *o, const struct token *t, enum model_property property)
{
	size_t stray = str_find_char(t->value, ';', 0);
	str country = str_slice(t->value, 0, stray);
	bool possibly = str_starts(country, STR("possibly "));

	if (possibly)
		country = str_slice(country, 9, country.len);
	struct model_statement *s = ofac_add_country(&o->entity, property, country);
	if (s && possibly)
		s->modality = MODALITY_PRESUMED;
	if (s && possibly)
		s->original = t->text;
	if (stray != SIZE_MAX)
		add_note(o, str_slice(t->value, stray + 1, t->value.len));
}

static void add_gender(struct ofac *o, const struct token *t)
{
	if (str_equal_nocase(t->value, STR("male")))
		model_draft_add(&o->entity, PROP_GENDER, STR("male"));
	else if (str_equal_nocase(t->value, STR("female")))
		model_draft_add(&o->entity, PROP_GENDER, STR("female"));
	else
		add_note(o, t->text);
}

/* The name stands between the first and the last quote: it may contain more. */
static void add_weak_alias(struct ofac *o, const struct token *t)
{
	size_t first = str_find_char(t->value, '\'', 0);
	const char *end = t->value.len ? memrchr(t->value.ptr, '\'', t->value.len) : NULL;
	size_t last = end ? (size_t)(end - t->value.ptr) : 0;

	if (first == SIZE_MAX || last <= first + 1) {
		add_note(o, t->text);
		return;
	}
	str name = str_slice(t->value, first + 1, last);
	ofac_add_name(&o->entity, PROP_WEAK_ALIAS, name, o->entity.record.schema == SCHEMA_PERSON);
	add_note(o, str_slice(t->value, last + 1, t->value.len));
}

static void add_wallet(struct ofac *o, const struct token *t)
{
	size_t blank = str_find_char(t->value, ' ', 0);
	str address = blank == SIZE_MAX ? (str){NULL, 0} : str_trim(str_slice(t->value, blank, t->value.len));

	if (!address.len) {
		add_note(o, t->text);
		return;
	}
	ofac_begin_side(o, SCHEMA_CRYPTO_WALLET, "wallet", address);
	model_draft_add(&o->side, PROP_PUBLIC_KEY, address);
	model_draft_add(&o->side, PROP_CURRENCY_SYMBOL, str_slice(t->value, 0, blank));
	model_draft_add(&o->side, PROP_HOLDER, o->entity.record.id);
	model_draft_add(&o->side, PROP_TOPICS, STR("sanction"));
	ofac_emit(o, &o->side, OFAC_PRIMARY);
}

/* "Listing Date (EO 14024 Directive 2): 24 Feb 2022", "Listing Date (CMIC) 02 Aug 2021". */
static void add_listing(struct ofac *o, const struct token *t)
{
	size_t close = str_find_char(t->text, ')', 0);
	str date = close == SIZE_MAX ? t->value : str_trim(str_slice(t->text, close + 1, t->text.len));

	if (str_starts(date, STR(":")))
		date = str_trim(str_slice(date, 1, date.len));
	ofac_add_date(&o->sanction, PROP_LISTING_DATE, date);
	model_draft_add(&o->sanction, PROP_PROVISIONS, t->text);
}

/* IMO and MMSI numbers are digits; what follows them is not part of the number. */
static void add_code(struct ofac *o, const struct token *t, enum model_property property)
{
	size_t end = 0;

	while (end < t->value.len && t->value.ptr[end] >= '0' && t->value.ptr[end] <= '9')
		end++;
	if (end == 0) {
		add_note(o, t->text);
		return;
	}
	struct model_statement *s = model_draft_add(&o->entity, property, str_slice(t->value, 0, end));
	if (s)
		s->original = t->text;
	add_note(o, str_slice(t->value, end, t->value.len));
}

/* Does free text read like an office or a role? Judged by its first word. */
static bool is_position(str text)
{
	static const char *const words[] = {
	    "Member",  "Former",         "President",   "Minister",  "Director",   "Deputy",      "Head",
	    "Chief",   "Commander",      "Governor",    "Secretary", "Chairman",   "Vice",        "Senior",
	    "Judge",   "Prime",          "Leader",      "Political", "Military",   "Operational", "Police",
	    "First",   "Second",         "Permanent",   "Officer",   "Ambassador", "Attorney",    "Adviser",
	    "Advisor", "Representative", "Constituent", "Principal", "Spokesman",  "Founder",     "Co-founder",
	    "Manager", "Assistant",      "Acting",      "Executive", "Brigadier",  "Lieutenant",  "General",
	    "Major",   "Colonel",        "Factional",   "Interior",  "Provincial", "Speaker",
	};
	size_t end = 0;

	while (end < text.len && !strchr(" ,;:", text.ptr[end]))
		end++;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(str_slice(text, 0, end), words[i]))
			return end < text.len;
	return false;
}

static void add_value(struct ofac *o, const struct token *t, enum model_property property)
{
	struct model_statement *s = model_draft_add(&o->entity, property, t->value);

	/* Heads that share a property are told apart by the original. */
	if (s && (property == PROP_REGISTRATION_NUMBER || property == PROP_SERIAL_NUMBER || property == PROP_ID_NUMBER))
		s->original = t->text;
}

static void add_free_text(struct ofac *o, const struct token *t)
{
	bool position = o->entity.record.schema == SCHEMA_PERSON && is_position(t->text);

	model_draft_add(&o->entity, position ? PROP_POSITION : PROP_NOTES, t->text);
}

static void add_known(struct ofac *o, const struct token *t, const struct ofac_head *head, uint64_t line)
{
	switch (head->kind) {
	case OFAC_VALUE:
		add_value(o, t, head->property);
		break;
	case OFAC_DATE:
		if (!ofac_add_date(&o->entity, head->property, t->value))
			add_note(o, t->text);
		break;
	case OFAC_COUNTRY:
		add_country(o, t, head->property);
		break;
	case OFAC_GENDER:
		add_gender(o, t);
		break;
	case OFAC_WEAK:
		add_weak_alias(o, t);
		break;
	case OFAC_LINKED:
		ofac_link_add(o,
		              (struct ofac_link){.subject = t->index, .name = t->value, .last = t->last, .line = line});
		break;
	case OFAC_LISTING:
		add_listing(o, t);
		break;
	case OFAC_PASSPORT:
	case OFAC_IDENTIFIER:
		add_document(o, t, head);
		break;
	case OFAC_WALLET:
		add_wallet(o, t);
		break;
	case OFAC_CODE:
		add_code(o, t, head->property);
		break;
	case OFAC_PROVISION:
	case OFAC_NOTE:
		model_draft_add(&o->sanction, PROP_PROVISIONS, t->text);
		break;
	}
}

static void add_token(struct ofac *o, struct token t, uint64_t line)
{
	t.text = str_trim(t.text);
	if (str_starts(t.text, STR("alt. ")))
		t.text = str_trim(str_slice(t.text, 5, t.text.len));
	const struct ofac_head *head = ofac_head_find(t.text);
	size_t len = head ? strlen(head->text) : 0;
	t.head = str_trim(str_slice(t.text, 0, len));
	t.value = str_trim(str_slice(t.text, len, t.text.len));
	if (head && t.value.len)
		add_known(o, &t, head, line);
	else
		add_free_text(o, &t);
}

/* Without its overflow the last token is broken: it stays as a note that says so. */
static str drop_broken(struct ofac *o, str remarks)
{
	size_t at = remarks.len;

	while (at > 0 && !str_starts(str_slice(remarks, at, remarks.len), STR("; ")))
		at--;
	str broken = at ? str_slice(remarks, at + 2, remarks.len) : remarks;
	add_note(o, arena_print(&o->entity.arena, "%.*s… (cut off at 1000 characters, as published)", STR_ARG(broken)));
	return str_slice(remarks, 0, at);
}

void ofac_remarks(struct ofac *o, uint32_t index, str remarks, bool cut, uint64_t line)
{
	bool stop = false;

	if (cut) {
		remarks = drop_broken(o, remarks);
	} else {
		remarks = str_trim(remarks);
		stop = str_ends(remarks, STR("."));
		remarks = str_slice(remarks, 0, remarks.len - stop);
	}
	for (size_t end; remarks.len; remarks = str_slice(remarks, end == SIZE_MAX ? end : end + 2, remarks.len)) {
		end = str_find(remarks, STR("; "), 0);
		add_token(
		    o,
		    (struct token){.text = str_slice(remarks, 0, end), .last = stop && end == SIZE_MAX, .index = index},
		    line);
	}
}
