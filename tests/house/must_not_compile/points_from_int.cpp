// SPDX-License-Identifier: Apache-2.0
// Points are made by naming their unit, never from a bare number.
// error: conversion|convert|deleted
#include "core/exact.hpp"

#ifndef FORBIDDEN
sanqu::Points points = sanqu::Points::from_units(3);
#else
sanqu::Points points = 3;
#endif
