/* The tables of src/model, country names, identifiers, and records being filled. */
#include "cases.h"
#include "model/model.h"

static void every_name_is_found(void **state)
{
	(void)state;
	for (int i = 0; i < SCHEMA_COUNT; i++) {
		enum model_schema found = SCHEMA_COUNT;
		assert_true(model_schema_find(str_from(model_schema_name((enum model_schema)i)), &found));
		assert_int_equal(found, i);
	}
	for (int i = 0; i < PROP_COUNT; i++) {
		enum model_property found = PROP_COUNT;
		assert_true(model_property_find(str_from(model_property_name((enum model_property)i)), &found));
		assert_int_equal(found, i);
	}
}

static void other_names_are_not_found(void **state)
{
	static const char *const strange[] = {"", "A", "zzz", "PERSON", "Persons", "Perso", "name ", "\xff"};
	enum model_schema schema = SCHEMA_VESSEL;
	enum model_property property = PROP_TICKER;

	(void)state;
	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
		assert_false(model_schema_find(str_from(strange[i]), &schema));
		assert_false(model_property_find(str_from(strange[i]), &property));
	}
	assert_int_equal(schema, SCHEMA_VESSEL);
	assert_int_equal(property, PROP_TICKER);
}

static void types_say_what_a_property_takes(void **state)
{
	(void)state;
	for (int i = 0; i < PROP_COUNT; i++)
		assert_int_equal(model_property_type((enum model_property)i) == TYPE_NAME, i <= PROP_LAST_NAME_KIND);
	assert_int_equal(model_property_type(PROP_BIRTH_DATE), TYPE_DATE);
	assert_int_equal(model_property_type(PROP_FLAG), TYPE_COUNTRY);
	assert_int_equal(model_property_type(PROP_HOLDER), TYPE_ENTITY);
	assert_int_equal(model_property_type(PROP_NOTES), TYPE_TEXT);
}

static void schemata_form_a_tree(void **state)
{
	(void)state;
	assert_true(model_schema_is_a(SCHEMA_COMPANY, SCHEMA_COMPANY));
	assert_true(model_schema_is_a(SCHEMA_COMPANY, SCHEMA_THING));
	assert_true(model_schema_is_a(SCHEMA_PASSPORT, SCHEMA_INTERVAL));
	assert_false(model_schema_is_a(SCHEMA_THING, SCHEMA_COMPANY));
	assert_false(model_schema_is_a(SCHEMA_SANCTION, SCHEMA_THING));
	assert_true(model_schema_matches(SCHEMA_LEGAL_ENTITY, SCHEMA_PERSON));
	assert_true(model_schema_matches(SCHEMA_PERSON, SCHEMA_LEGAL_ENTITY));
	assert_false(model_schema_matches(SCHEMA_PERSON, SCHEMA_COMPANY));
	assert_true(model_schema_is_named(SCHEMA_PERSON));
	assert_true(model_schema_is_named(SCHEMA_VESSEL));
	assert_true(model_schema_is_named(SCHEMA_EVENT));
	assert_false(model_schema_is_named(SCHEMA_SANCTION));
	assert_true(model_schema_is_named(SCHEMA_ADDRESS));
	assert_false(model_schema_is_named(SCHEMA_PROGRAM));
	assert_false(model_schema_is_named(SCHEMA_CRYPTO_WALLET));
}

static void countries_by_any_name(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "model-countries");
	while (cases_next(&c)) {
		str code = model_country_code(c.cell[0]);
		cases_check(&c, str_equal(code, c.cell[1]), code);
		if (code.len)
			cases_check(&c, str_equal(model_country_name(code), c.cell[2]), model_country_name(code));
	}
	assert_str(model_country_name(STR("DE")), "Germany");
	assert_str(model_country_name(STR("zz")), "zz");
	assert_str(model_country_name(STR("Atlantis")), "Atlantis");
}

/* Walks the table itself: what is not in order is not found by binary search. */
static void every_country_is_found(void **state)
{
	static const char *const rows[][2] = {
#define COUNTRY(code, name) {name, code}, {code, code},
#define NAME(key, code) {key, code},
#include "model/countries.def"
#undef COUNTRY
#undef NAME
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_str(model_country_code(str_from(rows[i][0])), rows[i][1]);
}

static void check_digits(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "model-identifiers");
	while (cases_next(&c)) {
		enum model_property kind = PROP_COUNT;
		cases_check(&c, model_property_find(c.cell[0], &kind), STR("unknown property"));
		cases_check(&c, model_identifier_valid(kind, c.cell[1]) == str_is(c.cell[2], "yes"), c.cell[1]);
	}
}

static void identifiers_are_compared_without_punctuation(void **state)
{
	(void)state;
	assert_true(model_identifier_equal(STR("A-123.456 b"), STR("a123456B")));
	assert_true(model_identifier_equal(STR("ПА 1"), STR("ПА-1")));
	assert_false(model_identifier_equal(STR("A123"), STR("A1234")));
	assert_false(model_identifier_equal(STR("A1234"), STR("A123")));
	assert_false(model_identifier_equal(STR("A123"), STR("B123")));
	assert_false(model_identifier_equal(STR("--"), STR("")));
	assert_false(model_identifier_equal(STR(""), STR("")));
}

static void a_draft_collapses_white_space(void **state)
{
	struct model_draft d = {.source = STR("the list"), .confidence = CONFIDENCE_VERIFIED};

	(void)state;
	model_draft_begin(&d, SCHEMA_PERSON, STR("36"));
	struct model_statement *s = model_draft_add(&d, PROP_NAME,
	                                            STR(" \xc2\xa0 John \r\n\t\xe2\x80\xaf"
	                                                "Q\xc2\xa0\xc2\xa0Public\xe2\x80\x8b"));
	assert_non_null(s);
	assert_str(s->value, "John Q Public");
	assert_str(s->source, "the list");
	assert_int_equal(s->confidence, CONFIDENCE_VERIFIED);
	assert_int_equal(s->modality, MODALITY_ASSERTED);
	assert_int_equal(s->original.len, 0);
	assert_null(model_draft_add(&d, PROP_NAME, STR(" \xc2\xa0\n ")));
	assert_null(model_draft_add(&d, PROP_NAME, (str){NULL, 0}));
	assert_null(model_draft_add_verbatim(&d, PROP_NOTES, STR("  ")));
	s = model_draft_add_verbatim(&d, PROP_NOTES, STR("one\n  two "));
	assert_str(s->value, "one\n  two ");
	assert_int_equal(d.record.statements.len, 2);
	model_draft_finish(&d);
}

static void a_draft_is_used_again(void **state)
{
	struct model_draft d = {0};
	char bytes[] = "name";

	(void)state;
	for (int round = 0; round < 3; round++) {
		model_draft_begin(&d, SCHEMA_VESSEL, STR("7"));
		assert_int_equal(d.record.statements.len, 0);
		for (int i = 0; i < 100; i++) {
			bytes[0] = (char)('a' + i % 26);
			assert_non_null(model_draft_add(&d, PROP_ALIAS, str_from(bytes)));
		}
		assert_int_equal(d.record.statements.len, 100);
		assert_str(d.record.statements.ptr[0].value, "aame");
		assert_str(d.record.statements.ptr[99].value, "vame");
		assert_str(d.record.id, "7");
		assert_int_equal(d.record.schema, SCHEMA_VESSEL);
		assert_false(d.failed);
	}
	model_draft_finish(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_name_is_found),
	    cmocka_unit_test(other_names_are_not_found),
	    cmocka_unit_test(types_say_what_a_property_takes),
	    cmocka_unit_test(schemata_form_a_tree),
	    cmocka_unit_test(countries_by_any_name),
	    cmocka_unit_test(every_country_is_found),
	    cmocka_unit_test(check_digits),
	    cmocka_unit_test(identifiers_are_compared_without_punctuation),
	    cmocka_unit_test(a_draft_collapses_white_space),
	    cmocka_unit_test(a_draft_is_used_again),
	};

	return run_tap("model", tests);
}
