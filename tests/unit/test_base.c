/* The bytes under everything: slices, errors, arenas, buffers, arrays, tables, files, streams, threads. */
#include "base/arena.h"
#include "base/file.h"
#include "base/intern.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/pool.h"
#include "base/slots.h"
#include "base/table.h"
#include "base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "cases.h"

/* Numbers that are the same in every run. */
static uint32_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

/* ---- slices -------------------------------------------------------------------------------------------- */

static void slices_stay_inside(void **state)
{
	str s = STR("abcdef");

	(void)state;
	assert_str(str_slice(s, 2, 4), "cd");
	assert_str(str_slice(s, 4, 100), "ef");
	assert_str(str_slice(s, 100, 200), "");
	assert_str(str_slice(s, 4, 2), "");
	assert_str(str_slice((str){NULL, 0}, 1, 2), "");
	assert_true(str_starts(s, STR("abc")) && str_starts(s, STR("")) && !str_starts(s, STR("abcdefg")));
	assert_true(str_ends(s, STR("def")) && str_ends(s, STR("")) && !str_ends(s, STR("xabcdef")));
	assert_true(str_equal((str){NULL, 0}, STR("")) && !str_equal(STR("a"), STR("b")));
	assert_true(str_equal(str_from(NULL), STR("")));
}

/* Of every length, where a byte more would be another's. */
static void short_texts_are_numbers_and_are_copied(void **state)
{
	(void)state;
	for (size_t len = 0; len <= 40; len++) {
		char *text = malloc(len + 1), *copy = malloc(len + 1);
		uint64_t number = 0;
		assert_true(text && copy);
		for (size_t i = 0; i < len; i++)
			text[i] = (char)(0x91 + 7 * i);
		for (size_t i = 0; i < len && i < 8; i++)
			number |= (uint64_t)(unsigned char)text[i] << 8 * i;
		str s = {text, len};
		assert_true(str_eight(s) == number);
		copy[len] = '!';
		str_put(copy, s);
		assert_memory_equal(copy, text, len);
		assert_int_equal(copy[len], '!');
		free(text);
		free(copy);
	}
}

static void slices_have_the_order_of_bytes(void **state)
{
	static const char *const rising[] = {"", "A", "AB", "B", "a", "\x7f", "\x80", "\xff", "\xff\x01"};
	enum { COUNT = sizeof rising / sizeof *rising };

	(void)state;
	for (int i = 0; i < COUNT; i++)
		for (int k = 0; k < COUNT; k++) {
			int order = str_compare(str_from(rising[i]), str_from(rising[k]));
			assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
		}
	assert_true(str_compare(STR("a\0b"), STR("a")) > 0);
}

static void ascii_letters_fold_and_no_others(void **state)
{
	(void)state;
	assert_true(str_equal_nocase(STR("aZ[é"), STR("Az[é")));
	assert_false(str_equal_nocase(STR("["), STR("{"))); /* 32 apart, as letters are */
	assert_false(str_equal_nocase(STR("@"), STR("`")));
	assert_false(str_equal_nocase(STR("é"), STR("É")));
	assert_false(str_equal_nocase(STR("ab"), STR("abc")));
}

static void search_finds_the_first_at_or_behind(void **state)
{
	str s = STR("abcabc");

	(void)state;
	assert_int_equal(str_find(s, STR("abc"), 0), 0);
	assert_int_equal(str_find(s, STR("abc"), 1), 3);
	assert_true(str_find(s, STR("abc"), 4) == SIZE_MAX);
	assert_true(str_find(s, STR("abcabcd"), 0) == SIZE_MAX);
	assert_true(str_find(s, STR("a"), SIZE_MAX) == SIZE_MAX);
	assert_int_equal(str_find(s, STR(""), 6), 6);
	assert_int_equal(str_find_char(s, 'c', 3), 5);
	assert_true(str_find_char(s, 'c', 6) == SIZE_MAX);
	assert_true(str_find_char((str){NULL, 0}, 'c', 0) == SIZE_MAX);
}

static void white_space_goes_from_both_ends(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "base-trim");
	while (cases_next(&c)) {
		str got = str_trim(c.cell[0]);
		cases_check(&c, str_equal(got, c.cell[1]), got);
	}
}

static void a_split_gives_every_piece(void **state)
{
	str rest = STR("a;;b;"), piece;

	(void)state;
	assert_true(str_split(&rest, ';', &piece));
	assert_str(piece, "a");
	assert_true(str_split(&rest, ';', &piece));
	assert_str(piece, "");
	assert_true(str_split(&rest, ';', &piece));
	assert_str(piece, "b");
	assert_true(str_split(&rest, ';', &piece));
	assert_str(piece, "");
	assert_false(str_split(&rest, ';', &piece));
	rest = STR("");
	assert_true(str_split(&rest, ';', &piece));
	assert_false(str_split(&rest, ';', &piece));
}

static void only_digits_are_numbers(void **state)
{
	static const char *const wrong[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1234567890123456789", "١"};
	uint64_t n = 7;

	(void)state;
	assert_true(str_to_u64(STR("999999999999999999"), &n) && n == 999999999999999999u);
	assert_true(str_to_u64(STR("007"), &n) && n == 7);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(str_to_u64(str_from(wrong[i]), &n));
	assert_int_equal(n, 7);
}

/* ---- errors -------------------------------------------------------------------------------------------- */

static void errors_name_the_place(void **state)
{
	ties_error err;

	(void)state;
	assert_int_equal(error_at(&err, TIES_ERR_FORMAT, "a.csv", 12, "no %s", "name"), TIES_ERR_FORMAT);
	assert_string_equal(err.message, "a.csv:12: no name");
	assert_int_equal(err.code, TIES_ERR_FORMAT);
	error_at(&err, TIES_ERR_FORMAT, "a.csv", 0, "is empty");
	assert_string_equal(err.message, "a.csv: is empty");
	error_set(&err, TIES_ERR_USAGE, "%s, too", err.message);
	assert_string_equal(err.message, "a.csv: is empty, too");
	assert_int_equal(error_set(NULL, TIES_ERR_LIMIT, "nobody cares"), TIES_ERR_LIMIT);
	assert_int_equal(error_at(NULL, TIES_ERR_LIMIT, "a", 1, "nobody cares"), TIES_ERR_LIMIT);
	assert_int_equal(error_nomem(&err), TIES_ERR_NOMEM);
}

static void errors_of_the_system_have_a_code_and_a_reason(void **state)
{
	static const struct {
		int number;
		ties_code code;
	} cases[] = {
	    {ENOENT, TIES_ERR_NOT_FOUND}, {ENOMEM, TIES_ERR_NOMEM}, {EACCES, TIES_ERR_IO}, {ENOSPC, TIES_ERR_IO}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_error err;
		errno = cases[i].number;
		assert_int_equal(error_errno(&err, "x.ties", "open it"), cases[i].code);
		assert_non_null(strstr(err.message, "x.ties: cannot open it: "));
		assert_non_null(strstr(err.message, strerror(cases[i].number)));
	}
}

/* A message that does not fit is cut between two characters, wherever they fall. */
static void long_messages_are_cut_between_characters(void **state)
{
	char text[2000];
	ties_error err;

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', shift);
		for (size_t at = shift; at + 3 < sizeof text; at += 3)
			memcpy(text + at, "\xE2\x82\xAC", 4);
		error_at(&err, TIES_ERR_FORMAT, "a", 1, "%s", text);
		size_t len = strlen(err.message);
		assert_in_range(len, sizeof err.message - 5, sizeof err.message - 1);
		assert_int_equal((len - shift - strlen("a:1: ")) % 3, 0);
	}
}

/* ---- memory -------------------------------------------------------------------------------------------- */

static void arenas_give_zeroed_aligned_memory_of_its_own(void **state)
{
	enum { COUNT = 2000 };
	struct arena arena = {0};
	unsigned char *piece[COUNT];
	size_t size[COUNT];
	uint64_t random = 1;

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT; i++) {
			size[i] = next_random(&random) % (i % 100 == 0 ? 100000 : 200);
			piece[i] = arena_alloc(&arena, size[i]);
			assert_non_null(piece[i]);
			assert_int_equal((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
			for (size_t k = 0; k < size[i]; k++)
				assert_int_equal(piece[i][k], 0);
			memset(piece[i], (int)(i % 255) + 1, size[i]);
		}
		for (size_t i = 0; i < COUNT; i++)
			for (size_t k = 0; k < size[i]; k++)
				assert_int_equal(piece[i][k], i % 255 + 1);
		arena_clear(&arena);
		assert_non_null(arena.block);
		assert_int_equal(arena.used, 0);
	}
	arena_finish(&arena);
	assert_null(arena.block);
}

static void an_arena_joins_texts(void **state)
{
	(void)state;
	struct arena arena = {0};

	assert_str(arena_join(&arena, STR("list"), STR(":"), STR("7")), "list:7");
	assert_str(arena_join(&arena, STR(""), STR(":"), (str){NULL, 0}), ":");
	assert_str(arena_join(&arena, (str){NULL, 0}, STR(""), STR("")), "");
	assert_null(arena_join(&arena, (str){"", SIZE_MAX}, STR(""), STR("")).ptr);
	assert_true(arena.failed);
	arena_finish(&arena);
}

static void an_empty_arena_keeps_its_largest_block(void **state)
{
	enum { LARGE = 3 << 20 };
	struct arena arena = {0};

	(void)state;
	assert_non_null(arena_alloc(&arena, 1));
	assert_non_null(arena_alloc(&arena, LARGE));
	const struct arena_block *large = arena.block;
	assert_non_null(arena_alloc(&arena, 1));
	assert_ptr_not_equal(arena.block, large);
	arena_clear(&arena);
	assert_ptr_equal(arena.block, large);
	assert_non_null(arena_alloc(&arena, LARGE));
	assert_ptr_equal(arena.block, large);
	arena_finish(&arena);
}

/* What an arena grows by has its own bound where one is given; advice on memory changes nothing in it. */
static void an_arena_of_large_blocks_keeps_its_texts(void **state)
{
	enum { GROWTH = 8 << 20, TEXTS = 400 * 1000 };
	struct arena arena = {.growth = GROWTH};
	str first = {NULL, 0}, last = {NULL, 0};
	size_t blocks = 0;

	(void)state;
	for (uint32_t i = 0; i < TEXTS; i++) {
		const struct arena_block *before = arena.block;
		last = arena_print(&arena, "a text with a number behind it, %u", (unsigned)i);
		first = i ? first : last;
		blocks += arena.block != before;
	}
	assert_str(first, "a text with a number behind it, 0");
	assert_str(last, "a text with a number behind it, 399999");
	assert_in_range(blocks, 12, 14); /* 4 KiB to 8 MiB by doubling, then two more at most */
	memory_scattered(NULL, 0);
	arena_finish(&arena);
	assert_int_equal(arena.growth, GROWTH);
}

static void a_failed_arena_stays_failed(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
	assert_true(arena.failed);
	assert_null(arena_alloc(&arena, 1));
	assert_null(arena_copy(&arena, STR("a")).ptr);
	assert_null(arena_print(&arena, "a").ptr);
	arena_clear(&arena);
	assert_non_null(arena_alloc(&arena, 1));
	assert_null(arena_alloc(&arena, SIZE_MAX));
	arena_finish(&arena);
}

static void arenas_copy_and_print(void **state)
{
	struct arena arena = {0};
	char longer[10000];

	(void)state;
	memset(longer, 'y', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	str a = arena_copy(&arena, STR("a\0b")), b = arena_print(&arena, "%s-%d", longer, 7),
	    empty = arena_copy(&arena, STR(""));
	assert_true(str_equal(a, STR("a\0b")));
	assert_int_equal(a.ptr[3], '\0');
	assert_int_equal(b.len, sizeof longer - 1 + 2);
	assert_true(str_ends(b, STR("yy-7")) && b.ptr[b.len] == '\0');
	assert_true(empty.ptr && empty.len == 0 && empty.ptr[0] == '\0');
	arena_finish(&arena);
}

static void buffers_grow_and_print(void **state)
{
	struct buf b = {0};

	(void)state;
	assert_string_equal(buf_cstr(&b), "");
	for (int i = 0; i < 10000; i++)
		buf_print(&b, "%04d,", i);
	assert_int_equal(b.len, 50000);
	assert_str(str_slice(buf_str(&b), 25000, 25010), "5000,5001,");
	buf_add(&b, STR(""));
	buf_add_char(&b, '!');
	assert_int_equal(strlen(buf_cstr(&b)), 50001);
	assert_int_equal(b.len, 50001);
	buf_clear(&b);
	buf_add(&b, STR("x"));
	assert_str(buf_str(&b), "x");
	buf_finish(&b);
	assert_null(b.ptr);
}

static void a_failed_buffer_takes_no_more(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_add(&b, STR("abc"));
	assert_false(buf_reserve(&b, SIZE_MAX));
	assert_true(b.failed);
	buf_add(&b, STR("d"));
	buf_print(&b, "%d", 1);
	assert_str(buf_str(&b), "abc");
	assert_string_equal(buf_cstr(&b), "");
	buf_clear(&b);
	buf_add_char(&b, 'e');
	assert_str(buf_str(&b), "e");
	buf_finish(&b);
}

static void arrays_grow(void **state)
{
	VEC(uint32_t) numbers = {0};
	void *nothing = NULL;
	size_t cap = 0;

	(void)state;
	for (uint32_t i = 0; i < 10000; i++)
		assert_true(vec_push(&numbers, i * 3));
	assert_int_equal(numbers.len, 10000);
	for (uint32_t i = 0; i < 10000; i++)
		assert_int_equal(numbers.ptr[i], i * 3);
	assert_true(vec_reserve(&numbers, 20000));
	assert_true(numbers.cap >= 20000);
	vec_finish(&numbers);
	assert_true(!numbers.ptr && numbers.len == 0 && numbers.cap == 0);
	assert_false(vec_grow(&nothing, &cap, SIZE_MAX, 1));
	assert_false(vec_grow(&nothing, &cap, SIZE_MAX / 4, 16));
	assert_null(nothing);
}

/* ---- tables -------------------------------------------------------------------------------------------- */

/* Random keys against an array that says what the table must say. */
static void tables_agree_with_an_array(void **state)
{
	enum { KEYS = 3000, STEPS = 20000 };
	static char text[KEYS][12];
	static uint32_t value[KEYS];
	struct table t = {0};
	uint64_t random = 2;
	size_t count = 0;

	(void)state;
	assert_true(table_get(&t, STR("nothing")) == TABLE_NONE);
	for (size_t i = 0; i < KEYS; i++) {
		snprintf(text[i], sizeof text[i], "%x", (unsigned)i * 7919u);
		value[i] = TABLE_NONE;
	}
	for (size_t i = 0; i < STEPS; i++) {
		size_t k = next_random(&random) % KEYS;
		str key = str_from(text[k]);
		bool fresh, known = value[k] != TABLE_NONE;
		assert_int_equal(table_get(&t, key), value[k]);
		uint32_t *kept = table_put(&t, key, (uint32_t)i, &fresh);
		assert_non_null(kept);
		assert_int_equal(fresh, !known);
		assert_int_equal(*kept, known ? value[k] : i);
		value[k] = *kept = known && i % 3 ? value[k] : (uint32_t)i;
		count += fresh;
		assert_int_equal(t.count, count);
	}
	for (size_t k = 0; k < KEYS; k++)
		assert_int_equal(table_get(&t, str_from(text[k])), value[k]);
	table_finish(&t);
}

static bool is_number(const void *context, uint32_t i, const void *key)
{
	const uint32_t *items = context;

	return items[i] == *(const uint32_t *)key;
}

/* Items whose hashes are mostly the same, and such that agree in their lower half only. */
static void slots_find_what_was_taken(void **state)
{
	enum { ITEMS = 5000 };
	static uint32_t items[ITEMS];
	struct slots s = {0};

	(void)state;
	for (uint32_t i = 0; i < ITEMS; i++) {
		items[i] = i * 2;
		uint64_t hash =
		    i % 16 == 0 ? (uint64_t)i << 32 : str_hash((str){(const char *)&items[i], sizeof *items});
		assert_true(slots_reserve(&s));
		struct slot *slot = slots_find(&s, hash, is_number, items, &items[i]);
		assert_int_equal(slot->item, SLOT_FREE);
		slots_take(&s, slot, hash, i);
	}
	assert_int_equal(s.count, ITEMS);
	for (uint32_t i = 0; i < ITEMS; i++) {
		uint32_t odd = items[i] + 1;
		uint64_t hash =
		    i % 16 == 0 ? (uint64_t)i << 32 : str_hash((str){(const char *)&items[i], sizeof *items});
		assert_int_equal(slots_find(&s, hash, is_number, items, &items[i])->item, i + 1);
		assert_int_equal(slots_find(&s, hash, is_number, items, &odd)->item, SLOT_FREE);
	}
	slots_finish(&s);
	assert_null(s.slots);
}

static void strings_are_numbered_in_their_order(void **state)
{
	struct arena arena = {0};
	struct intern in = {.arena = &arena};
	enum { COUNT = 300 * 1000 }; /* so many that some have the same 32 bits of hash */
	char text[16];

	(void)state;
	assert_int_equal(intern_add(&in, STR("")), 0);
	for (uint32_t i = 1; i < COUNT; i++) {
		snprintf(text, sizeof text, "s%u", (unsigned)i);
		assert_int_equal(intern_add(&in, str_from(text)), i);
	}
	assert_int_equal(intern_add(&in, STR("s4321")), 4321);
	assert_int_equal(intern_add(&in, STR("")), 0);
	assert_str(in.list[4321], "s4321");
	assert_int_equal(in.count, COUNT);
	assert_int_equal(intern_find(&in, STR("s4321")), 4321);
	assert_int_equal(intern_find(&in, STR("s0")), INTERN_NONE);
	intern_finish(&in);
	assert_int_equal(intern_find(&in, STR("s4321")), INTERN_NONE);
	arena_finish(&arena);
}

/* Every third is forgotten, the rest comes in the opposite order. */
static void strings_are_numbered_anew(void **state)
{
	struct arena arena = {0};
	struct intern in = {.arena = &arena};
	enum { COUNT = 30 * 1000, KEPT = COUNT - COUNT / 3 };
	static uint32_t number[COUNT];
	char text[16];
	uint32_t next = KEPT;

	(void)state;
	assert_true(intern_reserve(&in, COUNT));
	for (uint32_t i = 0; i < COUNT; i++) {
		snprintf(text, sizeof text, "s%u", (unsigned)i);
		assert_int_equal(intern_add(&in, str_from(text)), i);
		number[i] = i % 3 == 2 ? INTERN_NONE : --next;
	}
	assert_int_equal(next, 0);
	assert_true(intern_renumber(&in, number));
	assert_int_equal(in.count, KEPT);
	for (uint32_t i = 0; i < COUNT; i++) {
		snprintf(text, sizeof text, "s%u", (unsigned)i);
		assert_int_equal(intern_find(&in, str_from(text)), number[i]);
		if (number[i] != INTERN_NONE)
			assert_string_equal(in.list[number[i]].ptr, text);
	}
	assert_int_equal(intern_add(&in, STR("s2")), KEPT);
	assert_int_equal(intern_find(&in, STR("s2")), KEPT);
	intern_finish(&in);
	arena_finish(&arena);
}

/* ---- files --------------------------------------------------------------------------------------------- */

static char folder[64], path[96];

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/ties-base-XXXXXX");
	snprintf(path, sizeof path, "%s/file", mkdtemp(folder) ? folder : "/nowhere");
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder); /* a temporary that stayed makes the test fail */
}

static void put_file(str bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
}

static void assert_file(str bytes)
{
	struct file_map map;

	assert_int_equal(file_map(&map, path, NULL), TIES_OK);
	assert_true(str_equal(map.bytes, bytes));
	file_unmap(&map);
	assert_null(map.bytes.ptr);
}

static size_t count_files(void)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		n += entry->d_name[0] != '.';
	closedir(dir);
	return n;
}

static unsigned mode_of_file(void)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

static void files_are_mapped(void **state)
{
	struct file_map map;
	ties_error err;

	(void)state;
	assert_int_equal(file_map(&map, path, &err), TIES_ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, path));
	assert_int_equal(file_map(&map, folder, &err), TIES_ERR_FORMAT);
	assert_null(map.bytes.ptr);
	put_file(STR(""));
	assert_file(STR(""));
	put_file(STR("a\0b"));
	assert_file(STR("a\0b"));
}

static void a_file_appears_when_it_is_whole(void **state)
{
	struct file_writer *w;
	static char block[200000];

	(void)state;
	memset(block, 'b', sizeof block);
	put_file(STR("old"));
	assert_int_equal(file_writer_open(&w, path, NULL), TIES_OK);
	file_write(w, "HEAD", 4);
	file_write(w, block, sizeof block);
	file_write_at(w, 1, "ea", 2);
	file_write(w, "tail", 4);
	assert_int_equal(file_written(w), sizeof block + 8);
	assert_file(STR("old"));
	assert_true(count_files() <= 2); /* one without a name does not count */
	assert_int_equal(file_commit(w, NULL), TIES_OK);
	assert_int_equal(count_files(), 1);
	struct file_map map;
	assert_int_equal(file_map(&map, path, NULL), TIES_OK);
	assert_int_equal(map.bytes.len, sizeof block + 8);
	assert_str(str_slice(map.bytes, 0, 6), "HeaDbb");
	assert_str(str_slice(map.bytes, sizeof block, sizeof block + 8), "bbbbtail");
	file_unmap(&map);
}

static void an_abandoned_file_leaves_the_old_one(void **state)
{
	struct file_writer *w;

	(void)state;
	put_file(STR("old"));
	assert_int_equal(file_writer_open(&w, path, NULL), TIES_OK);
	file_write(w, "new", 3);
	file_write_at(w, 0, "N", 1);
	file_abandon(w);
	assert_file(STR("old"));
	assert_int_equal(count_files(), 1);
	file_abandon(NULL);
}

static void put_beside(const char *suffix)
{
	char name[sizeof path + 40];

	snprintf(name, sizeof name, "%s%s", path, suffix);
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	fclose(file);
}

static bool is_beside(const char *suffix)
{
	char name[sizeof path + 40];

	snprintf(name, sizeof name, "%s%s", path, suffix);
	return access(name, F_OK) == 0;
}

static void remove_beside(const char *suffix)
{
	char name[sizeof path + 40];

	snprintf(name, sizeof name, "%s%s", path, suffix);
	assert_int_equal(remove(name), 0);
}

/* What a killed writer left goes when the next one begins; what somebody holds, or is named otherwise, stays. */
static void left_overs_are_removed(void **state)
{
	static const char *const others[] = {".tmp-0123abc",  ".tmp-0123abcde", ".tmp-0123ABCD",
	                                     ".tmp-0123abcg", ".0123abcd",      ""};
	struct file_writer *w;
	struct file_lock lock;
	char held[sizeof path + 40];

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		put_beside(others[i]);
	put_beside(".tmp-0123abcd");
	put_beside(".tmp-feedbeef");
	snprintf(held, sizeof held, "%s.tmp-feedbeef", path);
	assert_int_equal(file_lock(&lock, held, NULL), TIES_OK);
	assert_int_equal(file_writer_open(&w, path, NULL), TIES_OK);
	file_abandon(w);
	assert_false(is_beside(".tmp-0123abcd"));
	assert_true(is_beside(".tmp-feedbeef"));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_true(is_beside(others[i]));
	file_unlock(&lock);
	assert_int_equal(file_writer_open(&w, path, NULL), TIES_OK);
	file_abandon(w);
	assert_false(is_beside(".tmp-feedbeef"));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		remove_beside(others[i]);
}

static void *replace_and_let_go(void *context)
{
	struct file_writer *w;

	usleep(20000);
	if (file_writer_open(&w, path, NULL) == TIES_OK) { /* else the file stays old, which is seen */
		file_write(w, "new", 3);
		(void)!file_commit(w, NULL);
	}
	file_unlock(context);
	return NULL;
}

/* Who waits for a file that is replaced gets the new one. */
static void a_lock_is_on_what_the_path_names(void **state)
{
	struct file_lock first, second;
	pthread_t thread;

	(void)state;
	put_file(STR("old"));
	assert_int_equal(file_lock(&first, path, NULL), TIES_OK);
	assert_int_equal(pthread_create(&thread, NULL, replace_and_let_go, &first), 0);
	assert_int_equal(file_lock(&second, path, NULL), TIES_OK);
	assert_file(STR("new"));
	file_unlock(&second);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_int_equal(file_lock(&second, "/nowhere/file", NULL), TIES_ERR_NOT_FOUND);
}

static void two_writers_do_not_meet(void **state)
{
	struct file_writer *a, *b;

	(void)state;
	assert_int_equal(file_writer_open(&a, path, NULL), TIES_OK);
	assert_int_equal(file_writer_open(&b, path, NULL), TIES_OK);
	file_write(a, "first", 5);
	file_write(b, "second", 6);
	assert_int_equal(file_commit(a, NULL), TIES_OK);
	assert_file(STR("first"));
	assert_int_equal(file_commit(b, NULL), TIES_OK);
	assert_file(STR("second"));
}

/* A write that the system stops: the old file stays, the reason is told, the temporary goes. */
static void a_write_that_fails_leaves_the_old_file(void **state)
{
	static char block[300000];
	struct rlimit old, small;
	struct file_writer *w;
	ties_error err;

	(void)state;
	put_file(STR("old"));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 100000;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	ties_code opened = file_writer_open(&w, path, NULL), rc = TIES_OK;
	if (opened == TIES_OK) {
		file_write(w, block, sizeof block);
		file_write_at(w, 0, "x", 1);
		rc = file_commit(w, &err);
	}
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, handler);
	assert_int_equal(opened, TIES_OK);
	assert_int_equal(rc, TIES_ERR_IO);
	assert_non_null(strstr(err.message, path));
	assert_non_null(strstr(err.message, strerror(EFBIG)));
	assert_file(STR("old"));
	assert_int_equal(count_files(), 1);
}

static void places_that_take_no_file_are_refused(void **state)
{
	struct file_writer *w;
	ties_error err;
	char nowhere[128];

	(void)state;
	assert_int_equal(file_writer_open(&w, folder, &err), TIES_ERR_IO);
	assert_null(w);
	assert_non_null(strstr(err.message, folder));
	snprintf(nowhere, sizeof nowhere, "%s/none/file", folder);
	assert_int_equal(file_writer_open(&w, nowhere, &err), TIES_ERR_NOT_FOUND);
	assert_null(w);
	assert_non_null(strstr(err.message, nowhere));
	assert_int_equal(count_files(), 0);
}

static void commit_file(void)
{
	struct file_writer *w;

	assert_int_equal(file_writer_open(&w, path, NULL), TIES_OK);
	assert_int_equal(file_commit(w, NULL), TIES_OK);
}

static void a_file_has_the_rights_that_are_usual(void **state)
{
	static const unsigned masks[] = {0022, 0077, 0027, 0};

	(void)state;
	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
		mode_t old = umask(masks[i]);
		commit_file();
		umask(old);
		assert_int_equal(mode_of_file(), 0666 & ~masks[i]);
		unlink(path);
	}
	put_file(STR("old"));
	assert_int_equal(chmod(path, 0640), 0);
	mode_t old = umask(0077);
	commit_file();
	umask(old);
	assert_int_equal(mode_of_file(), 0640);
}

/* ---- streams ------------------------------------------------------------------------------------------- */

static void add_gzip(struct buf *out, str plain)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)plain.ptr, .avail_in = (uInt)plain.len};

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	size_t bound = deflateBound(&z, plain.len);
	assert_true(buf_reserve(out, bound));
	z.next_out = (Bytef *)out->ptr + out->len;
	z.avail_out = (uInt)bound;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out->len += bound - z.avail_out;
	deflateEnd(&z);
}

static void add_zstd(struct buf *out, str plain)
{
	size_t bound = ZSTD_compressBound(plain.len);
	ZSTD_CCtx *z = ZSTD_createCCtx();

	assert_true(z && buf_reserve(out, bound));
	ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
	size_t n = ZSTD_compress2(z, out->ptr + out->len, bound, plain.ptr, plain.len);
	assert_false(ZSTD_isError(n));
	out->len += n;
	ZSTD_freeCCtx(z);
}

static void add_plain(struct buf *out, str plain)
{
	buf_add(out, plain);
}

typedef void pack(struct buf *out, str plain);
static pack *const packs[] = {add_plain, add_gzip, add_zstd};
enum { PACKS = sizeof packs / sizeof *packs };

/* About 300 KB that do not compress to nothing. */
static struct buf much_text(void)
{
	struct buf text = {0};
	uint64_t random = 3;

	for (int i = 0; i < 30000; i++)
		buf_print(&text, "%x\n", (unsigned)next_random(&random));
	assert_false(text.failed);
	return text;
}

static ties_code read_all(struct buf *out, struct input *in, size_t step, ties_error *err)
{
	for (;;) {
		size_t got;
		assert_true(buf_reserve(out, step));
		ties_code rc = input_read(in, out->ptr + out->len, step, &got, err);
		if (rc != TIES_OK || got == 0)
			return rc;
		assert_true(got <= step);
		out->len += got;
	}
}

static ties_code read_bytes(struct buf *out, str bytes, ties_error *err)
{
	struct input *in;

	assert_int_equal(input_open_memory(&in, "stream", bytes, err), TIES_OK);
	ties_code rc = read_all(out, in, 10000, err);
	input_close(in);
	return rc;
}

static void streams_undo_their_compression(void **state)
{
	static const size_t steps[] = {1, 7, 65536, 1000000};
	struct buf text = much_text();

	(void)state;
	for (size_t p = 0; p < PACKS; p++)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
			struct buf packed = {0}, out = {0};
			struct input *in;
			ties_error err;
			packs[p](&packed, buf_str(&text));
			put_file(buf_str(&packed));
			assert_int_equal(input_open(&in, path, &err), TIES_OK);
			assert_string_equal(input_name(in), path);
			assert_int_equal(read_all(&out, in, steps[i], &err), TIES_OK);
			assert_true(str_equal(buf_str(&out), buf_str(&text)));
			input_close(in);
			buf_finish(&packed);
			buf_finish(&out);
		}
	buf_finish(&text);
	input_close(NULL);
}

static void members_read_as_one(void **state)
{
	struct buf text = much_text();

	(void)state;
	for (size_t p = 0; p < PACKS; p++) {
		struct buf packed = {0}, whole = {0}, out = {0};
		ties_error err;
		const str pieces[] = {buf_str(&text), STR(""), STR("x"), STR(""), buf_str(&text), STR("")};
		for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
			packs[p](&packed, pieces[i]);
			buf_add(&whole, pieces[i]);
		}
		assert_int_equal(read_bytes(&out, buf_str(&packed), &err), TIES_OK);
		assert_true(str_equal(buf_str(&out), buf_str(&whole)));
		buf_finish(&packed);
		buf_finish(&whole);
		buf_finish(&out);
	}
	buf_finish(&text);
}

/* So many that their beginnings fall on every place around the ends of blocks. */
static void small_members_read_as_one(void **state)
{
	enum { COUNT = 40 * 1000 };

	(void)state;
	for (size_t p = 1; p < PACKS; p++) {
		struct buf one = {0}, packed = {0}, out = {0};
		ties_error err;
		packs[p](&one, STR("x"));
		for (int i = 0; i < COUNT; i++)
			buf_add(&packed, buf_str(&one));
		assert_int_equal(read_bytes(&out, buf_str(&packed), &err), TIES_OK);
		assert_int_equal(out.len, COUNT);
		buf_finish(&one);
		buf_finish(&packed);
		buf_finish(&out);
	}
}

/* Cut at every place: an error that names the file and the reason, never a short read. */
static void a_stream_that_is_cut_off_is_an_error(void **state)
{
	(void)state;
	for (size_t p = 1; p < PACKS; p++) {
		struct buf packed = {0};
		packs[p](&packed, STR("a text of some length, a text of some length"));
		for (size_t cut = p == 1 ? 2 : 4; cut < packed.len; cut++) {
			struct buf out = {0};
			ties_error err;
			assert_int_equal(read_bytes(&out, str_slice(buf_str(&packed), 0, cut), &err), TIES_ERR_FORMAT);
			assert_non_null(strstr(err.message, "stream: damaged "));
			assert_non_null(strstr(err.message, p == 1 ? "gzip" : "zstd"));
			assert_non_null(strstr(err.message, "ends in the middle"));
			buf_finish(&out);
		}
		buf_finish(&packed);
	}
}

static void a_damaged_stream_is_an_error(void **state)
{
	struct buf text = much_text(), packed = {0}, out = {0};
	ties_error err;

	(void)state;
	add_gzip(&packed, buf_str(&text));
	packed.ptr[packed.len - 6] ^= 1; /* of the checksum */
	assert_int_equal(read_bytes(&out, buf_str(&packed), &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "stream: damaged gzip data near byte "));
	packed.ptr[packed.len - 6] ^= 1;
	buf_add(&packed, STR("something else"));
	buf_clear(&out);
	assert_int_equal(read_bytes(&out, buf_str(&packed), &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "something else behind its end"));
	buf_clear(&packed);
	buf_clear(&out);
	add_zstd(&packed, buf_str(&text));
	packed.ptr[packed.len / 2] ^= 0x55;
	assert_int_equal(read_bytes(&out, buf_str(&packed), &err), TIES_ERR_FORMAT);
	buf_clear(&out);
	assert_int_equal(read_bytes(&out, STR("\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff"), &err), TIES_ERR_FORMAT);
	assert_non_null(strstr(err.message, "stream: damaged zstd data"));
	buf_finish(&text);
	buf_finish(&packed);
	buf_finish(&out);
}

static void what_only_begins_like_a_stream_is_text(void **state)
{
	static const char *const texts[] = {"\x1f", "\x1f\x8c", "\x28\xb5\x2f", "\x28\xb5\x2f\xfe", "x\x1f\x8b"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf out = {0};
		ties_error err;
		assert_int_equal(read_bytes(&out, str_from(texts[i]), &err), TIES_OK);
		assert_str(buf_str(&out), texts[i]);
		buf_finish(&out);
	}
}

/* 64 MB of nothing in a few KB: read no further than the limit. */
static void a_small_file_does_not_become_a_large_one(void **state)
{
	enum { LIMIT = 1 << 20 };
	struct buf zeros = {0}, packed = {0};
	ties_error err;

	(void)state;
	assert_true(buf_reserve(&zeros, 64 << 20));
	memset(zeros.ptr, 0, 64 << 20);
	for (size_t p = 0; p < PACKS; p++) {
		struct buf out = {0};
		buf_clear(&packed);
		packs[p](&packed, (str){zeros.ptr, 64 << 20});
		put_file(buf_str(&packed));
		assert_int_equal(file_read(&out, path, LIMIT, &err), TIES_ERR_LIMIT);
		assert_non_null(strstr(err.message, path));
		assert_true(out.cap <= 4 * LIMIT);
		buf_finish(&out);
	}
	buf_finish(&zeros);
	buf_finish(&packed);
}

static void whole_files_are_read_up_to_their_limit(void **state)
{
	struct buf out = {0};
	ties_error err;

	(void)state;
	put_file(STR("12345"));
	assert_int_equal(file_read(&out, path, 5, &err), TIES_OK);
	assert_str(buf_str(&out), "12345");
	buf_clear(&out);
	assert_int_equal(file_read(&out, path, 4, &err), TIES_ERR_LIMIT);
	buf_clear(&out);
	assert_int_equal(file_read(&out, folder, 4, &err), TIES_ERR_IO);
	unlink(path);
	assert_int_equal(file_read(&out, path, 4, &err), TIES_ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, path));
	buf_finish(&out);
}

static void standard_input_is_a_file_too(void **state)
{
	struct input *in;
	struct buf out = {0};
	ties_error err;
	int old = dup(STDIN_FILENO);

	(void)state;
	put_file(STR("from standard input"));
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
	ties_code rc = input_open(&in, "-", &err);
	if (rc == TIES_OK) {
		assert_string_equal(input_name(in), "standard input");
		rc = read_all(&out, in, 100, &err);
		input_close(in);
	}
	assert_int_equal(lseek(STDIN_FILENO, 0, SEEK_CUR), 19); /* closing the stream does not close it */
	if (old >= 0)
		dup2(old, STDIN_FILENO);
	close(old);
	close(fd);
	assert_int_equal(rc, TIES_OK);
	assert_str(buf_str(&out), "from standard input");
	buf_finish(&out);
}

/* ---- looking ahead and lines --------------------------------------------------------------------------- */

static void a_look_ahead_takes_nothing(void **state)
{
	struct buf text = much_text();

	(void)state;
	for (size_t p = 0; p < PACKS; p++) {
		struct buf packed = {0}, out = {0};
		struct input *in;
		ties_error err;
		str head;
		packs[p](&packed, buf_str(&text));
		assert_int_equal(input_open_memory(&in, "a", buf_str(&packed), &err), TIES_OK);
		for (int i = 0; i < 3; i++) {
			size_t got;
			assert_int_equal(input_peek(in, &head, &err), TIES_OK);
			assert_true(str_equal(head, str_slice(buf_str(&text), out.len, out.len + INPUT_HEAD)));
			assert_int_equal(head.len, INPUT_HEAD);
			assert_true(buf_reserve(&out, 1000));
			assert_int_equal(input_read(in, out.ptr + out.len, 1000, &got, &err), TIES_OK);
			out.len += got;
		}
		assert_int_equal(read_all(&out, in, 1000, &err), TIES_OK);
		assert_true(str_equal(buf_str(&out), buf_str(&text)));
		assert_int_equal(input_peek(in, &head, &err), TIES_OK);
		assert_int_equal(head.len, 0);
		input_close(in);
		buf_finish(&packed);
		buf_finish(&out);
	}
	buf_finish(&text);
}

static void lines_are_as_in_the_table(void **state)
{
	struct cases c;

	(void)state;
	cases_open(&c, "base-lines");
	while (cases_next(&c)) {
		struct input *in;
		struct buf got = {0};
		ties_error err;
		str line;
		bool more = true;
		assert_int_equal(input_open_memory(&in, "a", c.cell[0], &err), TIES_OK);
		for (uint64_t number = 0;; number++) {
			assert_int_equal(input_line(in, &line, 100, &more, &err), TIES_OK);
			assert_int_equal(input_line_number(in), number + more);
			if (!more)
				break;
			buf_add(&got, line);
			buf_add_char(&got, '|');
		}
		cases_check(&c, str_equal(buf_str(&got), c.cell[1]), buf_str(&got));
		buf_finish(&got);
		input_close(in);
	}
}

/* Line ends fall on every place around the ends of blocks. */
static void lines_cross_blocks(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};

	(void)state;
	for (size_t e = 0; e < sizeof ends / sizeof *ends; e++)
		for (size_t shift = 0; shift < 4; shift++) {
			struct buf text = {0};
			struct input *in;
			ties_error err;
			str line;
			bool more = true;
			size_t lines = 0;
			for (size_t i = 0; i < INPUT_HEAD - shift; i++)
				buf_add_char(&text, 'a');
			for (int i = 0; i < 5; i++)
				buf_print(&text, "%s%d", ends[e], i);
			assert_int_equal(input_open_memory(&in, "a", buf_str(&text), &err), TIES_OK);
			for (;; lines++) {
				assert_int_equal(input_line(in, &line, INPUT_HEAD, &more, &err), TIES_OK);
				if (!more)
					break;
				assert_int_equal(line.len, lines ? 1 : INPUT_HEAD - shift);
				assert_int_equal(line.ptr[0], lines ? (int)('0' + lines - 1) : 'a');
			}
			assert_int_equal(lines, 6);
			input_close(in);
			buf_finish(&text);
		}
}

static void a_line_past_its_limit_is_an_error_with_its_number(void **state)
{
	struct input *in;
	ties_error err;
	str line;
	bool more;

	(void)state;
	assert_int_equal(input_open_memory(&in, "list.csv", STR("12345\n123456\n1"), &err), TIES_OK);
	assert_int_equal(input_line(in, &line, 5, &more, &err), TIES_OK);
	assert_str(line, "12345");
	assert_int_equal(input_line(in, &line, 5, &more, &err), TIES_ERR_LIMIT);
	assert_non_null(strstr(err.message, "list.csv:2: "));
	input_close(in);
}

static void lines_come_behind_a_look_ahead(void **state)
{
	struct input *in;
	ties_error err;
	str head, line;
	bool more;

	(void)state;
	assert_int_equal(input_open_memory(&in, "a", STR("one\ntwo"), &err), TIES_OK);
	assert_int_equal(input_peek(in, &head, &err), TIES_OK);
	assert_str(head, "one\ntwo");
	assert_int_equal(input_line(in, &line, 100, &more, &err), TIES_OK);
	assert_str(line, "one");
	assert_int_equal(input_peek(in, &head, &err), TIES_OK);
	assert_str(head, "two");
	assert_int_equal(input_line(in, &line, 100, &more, &err), TIES_OK);
	assert_str(line, "two");
	assert_int_equal(input_line(in, &line, 100, &more, &err), TIES_OK);
	assert_false(more);
	input_close(in);
}

/* ---- threads ------------------------------------------------------------------------------------------- */

enum { ITEMS = 10000, PATIENCE = 1000 * 1000 };

struct work {
	atomic_uint done[ITEMS];
	atomic_uint begun; /* threads that have got an item */
	atomic_uint by[POOL_THREADS_MAX];
	atomic_uint strangers; /* thread numbers that nobody asked for */
	unsigned threads;
	unsigned
	    together; /* threads that wait for each other at their first item: what follows is done at the same time */
};

static void do_item(void *context, unsigned thread, size_t item)
{
	struct work *work = context;

	atomic_fetch_add(&work->done[item], 1);
	if (thread >= work->threads) {
		atomic_fetch_add(&work->strangers, 1);
		return;
	}
	if (atomic_fetch_add(&work->by[thread], 1) == 0) {
		atomic_fetch_add(&work->begun, 1);
		for (unsigned i = 0; i < PATIENCE && work->begun < work->together; i++)
			sched_yield();
	}
}

static void every_item_is_done_once(void **state)
{
	static const size_t counts[] = {0, 1, 3, ITEMS};
	static struct work work;

	(void)state;
	for (unsigned threads = 1; threads <= 8; threads++)
		for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
			unsigned all = 0;
			memset(&work, 0, sizeof work);
			work.threads = threads;
			work.together = counts[c] < threads ? (unsigned)counts[c] : threads;
			pool_run(threads, counts[c], do_item, &work);
			for (size_t i = 0; i < ITEMS; i++)
				assert_int_equal(work.done[i], i < counts[c]);
			for (unsigned i = 0; i < threads; i++)
				all += work.by[i];
			assert_int_equal(all, counts[c]);
			assert_int_equal(work.begun, work.together);
			assert_int_equal(work.strangers, 0);
		}
}

static void odd_numbers_of_threads_do_the_work_too(void **state)
{
	static const unsigned threads[] = {0, POOL_THREADS_MAX, 1000};
	static struct work work;

	(void)state;
	for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
		memset(&work, 0, sizeof work);
		work.threads = POOL_THREADS_MAX;
		pool_run(threads[i], ITEMS, do_item, &work);
		for (size_t k = 0; k < ITEMS; k++)
			assert_int_equal(work.done[k], 1);
		assert_int_equal(work.strangers, 0);
	}
}

#define with_folder(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

/* Allocations of jansson that still succeed. */
static size_t allocations_left;

static void *allocate(size_t size)
{
	if (allocations_left == 0)
		return NULL;
	allocations_left--;
	return malloc(size);
}

/* Whichever allocation fails, and all behind it: a text is never said to be bad for want of memory. */
static void json_without_memory_is_not_called_bad(void **state)
{
	static const char *const texts[] = {
	    "{\"id\":\"a\",\"properties\":{\"name\":[\"Jane Roe\",\"J. Roe\",\"\"],\"n\":[1,2.5,true,null]}}", "[]",
	    "\"word\"", "[[[\"\\u00e9\\\"\"]], {\"k\": {\"l\": \"m\"}}]"};
	json_error_t why;
	bool memory;

	(void)state;
	json_set_alloc_funcs(allocate, free);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		json_t *value = NULL;
		size_t n = 0;
		for (; !value; n++) {
			allocations_left = n;
			value = json_read(str_from(texts[i]), JSON_DECODE_ANY, &why, &memory);
			if (memory == (value != NULL))
				fail_msg("text %zu, %zu allocations: %s", i, n, why.text);
		}
		assert_true(n > 1);
		json_decref(value);
	}
	json_set_alloc_funcs(malloc, free);
}

/* What is bad is called bad, also where a quotation mark is near. */
static void bad_json_is_no_lack_of_memory(void **state)
{
	static const char *const texts[] = {
	    "",
	    "{",
	    "\"",
	    "[\"a\"",
	    "[\"a\" \"b\"]",
	    "{\"a\"}",
	    "{\"a\":}",
	    "{\"a\":\"b\"",
	    "[\"\\x\"]",
	    "[\"\\\"]",
	    "[tru\"]",
	    "[@\"a\"]",
	    "[\"a\"@]",
	    "[\"\t\"]",
	    "[nul]",
	    "[\"\xff\"]",
	    "[\"\\ud800\"]",
	    "[1.]",
	    "[\"a\", \"b\"\"]",
	    "[aaaaaaaaaaaaaaaaaaaaaaaaa\"]",
	    "[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]"};
	json_error_t why;
	bool memory;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_null(json_read(str_from(texts[i]), 0, &why, &memory));
		if (memory || !why.text[0])
			fail_msg("text %zu: %s", i, why.text);
	}
}

/* A text between its quotation marks is written as jansson writes it. */
static void assert_written_as_jansson_does(str text)
{
	json_t *value = json_stringn_nocheck(text.ptr, text.len);
	char *expected = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	struct buf out = {0};

	buf_add_char(&out, '"');
	json_add_letters(&out, text);
	buf_add_char(&out, '"');
	assert_false(out.failed);
	if (!str_is(buf_str(&out), expected))
		fail_msg("%.*s instead of %s", STR_ARG(buf_str(&out)), expected);
	free(expected);
	json_decref(value);
	buf_finish(&out);
}

static size_t put_utf8(char *to, uint32_t c)
{
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};

	to[0] = (char)(lead[more] | c >> 6 * more);
	for (size_t i = 1; i <= more; i++)
		to[i] = (char)(0x80 | (c >> 6 * (more - i) & 0x3F));
	return more + 1;
}

static void every_character_is_written_as_jansson_does(void **state)
{
	enum { TOGETHER = 61 }; /* so that each comes to stand at every place of eight */
	char text[4 * TOGETHER];
	size_t len = 0, count = 0;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		len += put_utf8(text + len, c);
		if (++count % TOGETHER && c != 0x10FFFF)
			continue;
		assert_written_as_jansson_does((str){text, len});
		len = 0;
	}
}

/* Control characters, quotation marks and backslashes, and their neighbours, at each place of a text of any length. */
static void escapes_are_found_wherever_they_stand(void **state)
{
	char text[24];

	(void)state;
	assert_written_as_jansson_does(STR(""));
	for (size_t len = 1; len <= sizeof text; len++)
		for (size_t at = 0; at < len; at++)
			for (int c = 0; c < 0x80; c++) {
				memset(text, c % 2 ? ' ' : 'x', len);
				text[at] = (char)c;
				text[len - 1 - at] = (char)c;
				assert_written_as_jansson_does((str){text, len});
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(slices_stay_inside),
	    cmocka_unit_test(short_texts_are_numbers_and_are_copied),
	    cmocka_unit_test(slices_have_the_order_of_bytes),
	    cmocka_unit_test(ascii_letters_fold_and_no_others),
	    cmocka_unit_test(search_finds_the_first_at_or_behind),
	    cmocka_unit_test(white_space_goes_from_both_ends),
	    cmocka_unit_test(a_split_gives_every_piece),
	    cmocka_unit_test(only_digits_are_numbers),
	    cmocka_unit_test(errors_name_the_place),
	    cmocka_unit_test(errors_of_the_system_have_a_code_and_a_reason),
	    cmocka_unit_test(long_messages_are_cut_between_characters),
	    cmocka_unit_test(arenas_give_zeroed_aligned_memory_of_its_own),
	    cmocka_unit_test(an_arena_joins_texts),
	    cmocka_unit_test(an_empty_arena_keeps_its_largest_block),
	    cmocka_unit_test(an_arena_of_large_blocks_keeps_its_texts),
	    cmocka_unit_test(a_failed_arena_stays_failed),
	    cmocka_unit_test(arenas_copy_and_print),
	    cmocka_unit_test(buffers_grow_and_print),
	    cmocka_unit_test(a_failed_buffer_takes_no_more),
	    cmocka_unit_test(arrays_grow),
	    cmocka_unit_test(tables_agree_with_an_array),
	    cmocka_unit_test(slots_find_what_was_taken),
	    cmocka_unit_test(strings_are_numbered_in_their_order),
	    cmocka_unit_test(strings_are_numbered_anew),
	    with_folder(files_are_mapped),
	    with_folder(a_file_appears_when_it_is_whole),
	    with_folder(an_abandoned_file_leaves_the_old_one),
	    with_folder(left_overs_are_removed),
	    with_folder(a_lock_is_on_what_the_path_names),
	    with_folder(two_writers_do_not_meet),
	    with_folder(a_write_that_fails_leaves_the_old_file),
	    with_folder(places_that_take_no_file_are_refused),
	    with_folder(a_file_has_the_rights_that_are_usual),
	    with_folder(streams_undo_their_compression),
	    cmocka_unit_test(members_read_as_one),
	    cmocka_unit_test(small_members_read_as_one),
	    cmocka_unit_test(a_stream_that_is_cut_off_is_an_error),
	    cmocka_unit_test(a_damaged_stream_is_an_error),
	    cmocka_unit_test(what_only_begins_like_a_stream_is_text),
	    with_folder(a_small_file_does_not_become_a_large_one),
	    with_folder(whole_files_are_read_up_to_their_limit),
	    with_folder(standard_input_is_a_file_too),
	    cmocka_unit_test(a_look_ahead_takes_nothing),
	    cmocka_unit_test(lines_are_as_in_the_table),
	    cmocka_unit_test(lines_cross_blocks),
	    cmocka_unit_test(a_line_past_its_limit_is_an_error_with_its_number),
	    cmocka_unit_test(lines_come_behind_a_look_ahead),
	    cmocka_unit_test(every_item_is_done_once),
	    cmocka_unit_test(odd_numbers_of_threads_do_the_work_too),
	    cmocka_unit_test(json_without_memory_is_not_called_bad),
	    cmocka_unit_test(bad_json_is_no_lack_of_memory),
	    cmocka_unit_test(every_character_is_written_as_jansson_does),
	    cmocka_unit_test(escapes_are_found_wherever_they_stand),
	};
	return run_tap("base", tests);
}
