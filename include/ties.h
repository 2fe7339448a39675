#ifndef TIES_H
#define TIES_H
#include "ties/base.h"
#endif
