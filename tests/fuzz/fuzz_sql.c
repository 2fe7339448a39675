/* Any bytes as a question in SQL: it is answered within its bounds or refused with a reason, and changes nothing. */
#include "tests/prop/small_book.h"

#include "ties/sql.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ties_book *make_book(void)
{
	struct small_book sb = {0};

	small_book_begin(&sb);
	small_book_entity(&sb, "a-roe", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Jane Roe"));
	small_book_entity(&sb, "b-red", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("Red Group"));
	small_book_say(&sb, PROP_ABBREVIATION, STR("RG"));
	return small_book_open(&sb);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ties_book *book;
	ties_sql_options options = {.size = sizeof options, .rows = 1000, .seconds = 1};
	ties_sql_rows *rows = NULL;
	ties_error err = {0};

	if (!book)
		book = make_book();
	ties_code rc = ties_sql(book, (str){(const char *)data, size}, &options, &rows, &err);
	if ((rc == TIES_OK) != (rows != NULL) || (rc != TIES_OK && !*err.message))
		abort();
	ties_sql_free(rows);
	if (ties_sql(book, STR("SELECT count(*) FROM entities"), &options, &rows, &err) != TIES_OK ||
	    rows->rows[0][0].integer != 2)
		abort();
	ties_sql_free(rows);
	return 0;
}
