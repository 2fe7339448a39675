/* The machine as one that has neither AVX2 nor SSSE3: distances of words are found by other code there, with the same
 * answers. What __builtin_cpu_supports looks at is changed, which a program has that is linked with all of src. */
#ifndef TESTS_PROP_MACHINE_H
#define TESTS_PROP_MACHINE_H

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__)
extern struct {
	unsigned vendor, type, subtype, features[1];
} __cpu_model;

static inline void machine_without(bool lacking)
{
	static unsigned features;
	enum { SSSE3 = 1u << 6, AVX2 = 1u << 10 };

	__builtin_cpu_init();
	features |= __cpu_model.features[0];
	__cpu_model.features[0] = lacking ? features & ~(unsigned)(SSSE3 | AVX2) : features;
}
#else
static inline void machine_without(bool lacking)
{
	(void)lacking;
}
#endif

#endif
