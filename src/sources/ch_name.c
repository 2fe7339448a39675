/* Names of the Swiss list: parts in order, with other spellings of each.
 *
 *   <name-part order="1" name-part-type="family-name"><value>Exampleu</value>
 *     <spelling-variant lang="RUS" script="CYRL">Примеров</spelling-variant></name-part>
 *
 * The name is the parts in their order without the title. A spelling of one language and script is put where its
 * part stands; what a part lacks of it keeps its main spelling in Latin script. In another script that would mix
 * two, so there the spelling counts as a name only when every part has it. */
#include "sources/ch_target.h"

enum { PARTS_MAX = 16, VARIANTS_MAX = 32 };

struct part {
	uint32_t node;
	int order;
	str type, value;
};

struct name {
	struct part part[PARTS_MAX];
	size_t count;
};

static bool is_said(str type)
{
	return !str_is(type, "title");
}

static void insert(struct name *name, struct part part)
{
	size_t i = name->count++;

	for (; i > 0 && name->part[i - 1].order > part.order; i--)
		name->part[i] = name->part[i - 1];
	name->part[i] = part;
}

static struct name read_name(struct tree *t, uint32_t node)
{
	struct name name = {.count = 0};
	uint64_t order;

	for (uint32_t i = node; name.count < PARTS_MAX && tree_child(t, node, "name-part", &i);) {
		struct part part = {
		    .node = i, .type = tree_attribute(t, i, "name-part-type"), .value = tree_take(t, i, "value")};
		part.order = str_to_u64(tree_attribute(t, i, "order"), &order) && order < 1000 ? (int)order : 1000;
		tree_attribute(t, i, "ssid");
		if (part.value.len)
			insert(&name, part);
	}
	return name;
}

static str join_name(struct say *say, const struct name *name)
{
	str values[PARTS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < name->count; i++)
		if (is_said(name->part[i].type))
			values[count++] = name->part[i].value;
	return say_join(say, values, count, " ");
}

static str language_code(str lang)
{
	static const struct {
		const char *three, *two;
	} codes[] = {{"eng", "en"}, {"fre", "fr"}, {"ger", "de"}, {"ita", "it"}, {"rus", "ru"}, {"bel", "be"},
	             {"ukr", "uk"}, {"ara", "ar"}, {"fas", "fa"}, {"per", "fa"}, {"kor", "ko"}, {"chi", "zh"},
	             {"zho", "zh"}, {"spa", "es"}, {"srp", "sr"}, {"mya", "my"}, {"bur", "my"}};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (str_equal_nocase(lang, str_from(codes[i].three)))
			return str_from(codes[i].two);
	return (str){NULL, 0};
}

/* ---- spellings --------------------------------------------------------------------------------------- */

struct spelling {
	str lang, script;
};

/* Variant number `nth` of a part in that language and script; empty when there is none. */
static str variant_of(struct tree *t, uint32_t part, struct spelling s, size_t nth)
{
	for (uint32_t i = part; tree_child(t, part, "spelling-variant", &i);)
		if (str_equal(tree_attribute(t, i, "lang"), s.lang) &&
		    str_equal(tree_attribute(t, i, "script"), s.script) && nth-- == 0)
			return t->nodes.ptr[i].text;
	return (str){NULL, 0};
}

static void take_variants(struct tree *t, const struct name *name)
{
	for (size_t i = 0; i < name->count; i++)
		for (uint32_t k = name->part[i].node; tree_child(t, name->part[i].node, "spelling-variant", &k);)
			tree_skip(t, k);
}

/* The name in a spelling: false when no part has it. */
static bool spell(struct tree *t, const struct name *name, struct spelling s, size_t nth, struct name *out, bool *mixed)
{
	bool any = false;

	*out = *name;
	*mixed = false;
	for (size_t i = 0; i < name->count; i++) {
		str variant = variant_of(t, name->part[i].node, s, nth);
		if (variant.len)
			out->part[i].value = variant;
		else if (is_said(name->part[i].type))
			*mixed = true;
		any |= variant.len > 0;
	}
	return any;
}

static void add_spelling(struct say *say, struct tree *t, const struct name *name, struct spelling s,
                         enum model_property kind)
{
	struct name out;
	bool mixed;

	for (size_t nth = 0; nth < VARIANTS_MAX && spell(t, name, s, nth, &out, &mixed); nth++) {
		str whole = join_name(say, &out);
		if (mixed && !str_equal_nocase(s.script, STR("LATN"))) {
			for (size_t i = 0; i < name->count; i++)
				say_unmapped(say, "spellingVariant", variant_of(t, name->part[i].node, s, nth));
			continue;
		}
		struct model_statement *said = say_value(say, kind, whole);
		if (said)
			said->lang = language_code(s.lang);
	}
}

/* Every language and script that a part has, once. */
static void add_spellings(struct say *say, struct tree *t, const struct name *name, enum model_property kind)
{
	struct spelling seen[VARIANTS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < name->count; i++)
		for (uint32_t k = name->part[i].node; tree_child(t, name->part[i].node, "spelling-variant", &k);) {
			struct spelling s = {tree_attribute(t, k, "lang"), tree_attribute(t, k, "script")};
			bool fresh = count < VARIANTS_MAX;
			for (size_t n = 0; n < count; n++)
				fresh &= !str_equal(seen[n].lang, s.lang) || !str_equal(seen[n].script, s.script);
			if (!fresh)
				continue;
			seen[count++] = s;
			add_spelling(say, t, name, s, kind);
		}
	take_variants(t, name);
}

static void add_parts(struct say *say, const struct name *name)
{
	static const struct {
		const char *type;
		enum model_property property;
	} kinds[] = {{"family-name", PROP_LAST_NAME},
	             {"maiden-name", PROP_LAST_NAME},
	             {"tribal-name", PROP_LAST_NAME},
	             {"given-name", PROP_FIRST_NAME},
	             {"further-given-name", PROP_MIDDLE_NAME},
	             {"father-name", PROP_MIDDLE_NAME},
	             {"grand-father-name", PROP_MIDDLE_NAME},
	             {"title", PROP_TITLE},
	             {"suffix", PROP_NAME_SUFFIX}};

	for (size_t i = 0; i < name->count; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (str_is(name->part[i].type, kinds[k].type))
				say_value(say, kinds[k].property, name->part[i].value);
}

void ch_add_name(struct say *say, struct tree *t, uint32_t node, bool main)
{
	struct name name = read_name(t, node);
	str type = tree_attribute(t, node, "name-type");
	bool low = str_is(tree_attribute(t, node, "quality"), "low");
	enum model_property kind = low                                 ? PROP_WEAK_ALIAS
	                           : str_is(type, "formerly-known-as") ? PROP_PREVIOUS_NAME
	                                                               : PROP_ALIAS;

	tree_attribute(t, node, "ssid");
	tree_attribute(t, node, "lang");
	say_value(say, main ? PROP_NAME : kind, join_name(say, &name));
	if (main)
		add_parts(say, &name);
	add_spellings(say, t, &name, kind);
}
