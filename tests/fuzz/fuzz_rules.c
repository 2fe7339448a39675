/* Any bytes as a file of rules: they are refused with place and reason, or each rule is asked within its bounds; what a
 * rule is refused for says where it stands. */
#include "tests/prop/small_book.h"

#include "ties/flags.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ties_book *make_book(void)
{
	struct small_book sb = {0};

	small_book_begin(&sb);
	small_book_entity(&sb, "a-roe", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Jane Roe"));
	small_book_entity(&sb, "b-red", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("Red Group"));
	return small_book_open(&sb);
}

/* Values out of the text itself: set, or refused with a reason. */
static void set(ties_rules *rules, str name, str bytes)
{
	for (size_t r = 0; r < rules->count; r++) {
		const ties_rule *rule = &rules->list[r];
		for (size_t i = 0; str_equal(rule->name, name) && i < rule->param_count; i++) {
			ties_error err = {0};
			str before = rule->params[i].value,
			    value = str_slice(bytes, bytes.len / 2, bytes.len / 2 + i * 3);
			ties_code rc = ties_rules_set(rules, name, rule->params[i].name, value, &err);
			if (!str_equal(rule->params[i].value, rc == TIES_OK ? value : before) ||
			    (rc == TIES_OK) == (*err.message != '\0'))
				abort();
		}
	}
}

static void ask(const ties_book *book, const ties_rules *rules, str name)
{
	const ties_flags_options options = {
	    .size = sizeof options, .rules = rules, .rule = name, .on = STR("2011-05"), .limit = 100, .seconds = 1};
	const ties_str one = STR("a-roe");
	ties_flags *flags;
	ties_error err = {0};

	for (size_t n = 0; n < 2; n++) {
		ties_code rc = ties_flags_of(book, n ? &one : NULL, n, &options, &flags, &err);
		if ((rc == TIES_OK) != (flags != NULL) || (rc != TIES_OK && !*err.message))
			abort();
		if (rc == TIES_ERR_USAGE && strncmp(err.message, "any.sql:", 8) != 0)
			abort();
		ties_flags_free(flags);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ties_book *book;
	const ties_rule_text text = {STR("any.sql"), {(const char *)data, size}};
	ties_rules *rules;
	ties_error err = {0};

	if (!book)
		book = make_book();
	ties_code rc = ties_rules_read(&text, 1, &rules, &err);
	if ((rc == TIES_OK) != (rules != NULL) || (rc != TIES_OK && strncmp(err.message, "any.sql:", 8) != 0))
		abort();
	for (size_t i = 0; rules && i < rules->count; i++)
		if (rules->list[i].path.len) {
			ask(book, rules, rules->list[i].name);
			set(rules, rules->list[i].name, text.text);
			ask(book, rules, rules->list[i].name);
		}
	ties_rules_free(rules);
	return 0;
}
