# SPDX-License-Identifier: Apache-2.0
"""Random subjects, records and history lines for a random catalogue. Dates crowd around the edges
of windows and the ends of months; ids differ in case, so that their bytes decide ties."""
from calendar import monthrange
from datetime import date, timedelta

from expressions import add_months

AS_OF_DATES = ("2024-02-29", "2025-02-28", "2024-03-31", "2025-12-31", "2026-01-01", "2025-06-30",
               "2024-12-01", "2025-03-30")
TODAY = date(2026, 10, 31)  # data never reach past it, whatever the clock says


def as_date(text):
    return date.fromisoformat(text)


class DataWriter:
    def __init__(self, rng, catalogue, subjects, records, wild):
        self.rng, self.wild, self.catalogue = rng, wild, catalogue
        self.classes = catalogue["classes"]
        self.subject_count, self.record_count = subjects, records
        self.as_of = as_date(rng.choice(AS_OF_DATES)) if rng.random() < 0.7 else \
            date(rng.randint(2023, 2026), rng.randint(1, 10), rng.randint(1, 28))
        self.known_at = None
        if rng.random() < 0.6:
            self.known_at = min(self.as_of + timedelta(days=rng.choice([-40, -1, 0, 1, 20, 200])),
                                TODAY)
        self.newest = self.known_at or TODAY
        self.ids = [f"S{n:04}" for n in range(subjects)]
        rng.shuffle(self.ids)

    def day(self):
        """A date near something that matters, never after what is known."""
        rng = self.rng
        form = rng.random()
        if form < 0.4:
            day = add_months(self.as_of, -rng.choice([0, 1, 3, 6, 12, 18, 24, 36]))
            day += timedelta(days=rng.choice([-1, 0, 0, 1]))
        elif form < 0.55:
            year, month = rng.randint(2021, 2026), rng.randint(1, 12)
            day = date(year, month, monthrange(year, month)[1])
        elif form < 0.6:
            day = rng.choice([date(2024, 2, 29), date(2024, 2, 28), date(2024, 3, 1)])
        else:
            day = self.as_of - timedelta(days=rng.randint(-200, 1200))
        return min(day, self.newest)

    def time(self, day):
        """A moment of the day, in one of the spellings."""
        rng = self.rng
        return rng.choice([f"{day}", f"{day}T08:30:00+08:00", f"{day}T23:59:59+08:00",
                           f"{day - timedelta(days=1)}T16:00:00Z"])

    def recorded_days(self, count):
        """Different days, around known_at where it is given."""
        middle = min(self.known_at or self.as_of, TODAY - timedelta(days=40))
        steps = self.rng.sample([-300, -60, -20, -3, -1, 0, 2, 5, 30], count)
        return [middle + timedelta(days=s) for s in sorted(steps)]

    def value(self, field, chance=0.25):
        rng = self.rng
        if not field.get("required") and rng.random() < chance:
            return None
        kind = field["type"]
        if kind == "date":
            if field["id"] == "shown_until" and rng.random() < 0.15:
                return "2099-12-31"
            return self.day().isoformat()
        if kind in ("code", "codes"):
            codes = next(s["codes"] for s in self.catalogue["code_sets"]
                         if s["id"] == field["code_set"])
            codes = [c["id"] for c in codes]
            if kind == "code":
                return rng.choice(codes)
            return ";".join(rng.sample(codes, rng.randint(1, min(3, len(codes)))))
        if kind == "boolean":
            return rng.choice(["true", "false"])
        if kind == "text":
            return rng.choice(["B1", "B2", "B3", "b1"])
        if kind == "money":
            return rng.choice(["0", "10000", "9999.99", "50000", str(rng.randint(0, 60000)),
                               f"{rng.randint(0, 99999)}.{rng.randint(0, 9)}"])
        places = field.get("places", 0)
        low, high = field["min"], min(field["max"], field["min"] + 60)
        if rng.random() < 0.3:
            return str(rng.choice([low, low + 1, low + 2, high]))
        units = rng.randint(low * 10**places, high * 10**places)
        sign, digits = ("-" if units < 0 else ""), str(abs(units)).rjust(places + 1, "0")
        return sign + digits if places == 0 else f"{sign}{digits[:-places]}.{digits[-places:]}"

    # ---- subjects ----

    def subject_values(self, subject, kind):
        line = {"subject_id": subject, "kind": kind}
        for field in self.catalogue["subjects"]["attributes"]:
            sure = field["id"] in ("zone.id", "zone.kind")
            value = self.value(field, 0 if sure else 0.15)
            if field["id"] == "zone.id":
                value = self.rng.choice(["z1", "z2", "z2", "z3"])
            if field["id"] == "capital":
                value = value and str(self.rng.randint(0, 90))
            line[field["id"]] = value
        return line

    def subjects(self):
        rng, lines = self.rng, []
        kinds = [k["id"] for k in self.catalogue["subjects"]["kinds"]]
        for subject in self.ids:
            kind = rng.choice(kinds)
            first = self.subject_values(subject, kind)
            lines.append(first)
            if rng.random() < 0.3:
                valid = [self.as_of + timedelta(days=rng.choice([-400, -30, -1, 0, 1, 25]))
                         for _ in range(rng.randint(1, 2))]
                for day, recorded in zip(valid, self.recorded_days(len(valid))):
                    lines.append(self.subject_values(subject, kind) | {
                        "valid_from": day.isoformat(), "recorded_at": self.time(recorded)})
        rng.shuffle(lines)
        return lines

    # ---- records ----

    def record_values(self, class_, subject, record_id):
        line = {"class": class_["id"], "subject_id": subject, "record_id": record_id}
        for field in class_["fields"]:
            line[field["id"]] = self.value(field)
        line["document_no"] = f"D-{record_id}"
        return line

    def records(self):
        """({class: lines}, status lines, merge lines)."""
        rng = self.rng
        lines, statuses = {c["id"]: [] for c in self.classes}, []
        for n in range(self.record_count):
            class_ = rng.choice(self.classes)
            subject = self.ids[int(len(self.ids) * rng.random() ** 1.5)]
            record_id = f"{rng.choice('Rr-_')}{rng.randint(0, 9)}.{n}"
            versions = rng.choice([1] * 6 + [2, 3])
            with_status = rng.random() < 0.2  # then the record is known since ever
            days = self.recorded_days(versions)
            for version in range(versions):
                line = self.record_values(class_, subject, record_id)
                if versions > 1 and rng.random() < 0.05:
                    line["subject_id"] = rng.choice(self.ids)
                if version > 0 or (rng.random() < 0.3 and not with_status):
                    line["recorded_at"] = self.time(days[version])
                lines[class_["id"]].append(line)
            if with_status:
                statuses += self.status_lines(class_, record_id)
        for one in lines.values():
            rng.shuffle(one)
        rng.shuffle(statuses)
        return lines, statuses, self.merge_lines()

    def status_lines(self, class_, record_id):
        rng = self.rng
        words = ["in_force", "repaired", "withdrawn", "expired"]
        if "ended_publication" in self.wild or "publication" not in class_:
            words += ["suspended"] * 4
        count = rng.randint(1, 3)
        result = []
        for recorded in self.recorded_days(count):
            day = self.as_of + timedelta(days=rng.choice([-200, -10, -1, 0, 1, 15]))
            result.append({"class": "record_status", "of_class": class_["id"],
                           "record_id": record_id, "status": rng.choice(words),
                           "effective_on": day.isoformat(), "recorded_at": self.time(recorded)})
        return result

    def merge_lines(self):
        rng, lines = self.rng, []
        some = rng.sample(self.ids, min(6, len(self.ids)))
        for n in range(rng.randint(0, min(3, len(some) - 1))):
            pair = {"class": "subject_merge", "subject_id": some[n], "into": some[n + 1]}
            count = rng.randint(1, 2)
            for undone, recorded in zip(("false", "true"), self.recorded_days(count)):
                lines.append(pair | {"recorded_at": self.time(recorded), "undone": undone})
        return lines
