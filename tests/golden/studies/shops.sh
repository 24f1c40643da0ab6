# SPDX-License-Identifier: Apache-2.0
# Sixty shops for the pages of this folder, into $W: who has what is a matter of numbers, so that it can be followed by hand.
# Penalties before 2025-06-30 count for the rating, those after it are what came later.
mkdir -p "$W"
{
  echo "subject_id,kind,opened_on,street"
  for i in $(seq 60); do
    kind=individual_business; [ $((i % 3)) = 0 ] && kind=enterprise
    opened=2018-01-01; [ $((i % 8)) = 0 ] && opened=2025-05-01; [ $((i % 5)) = 0 ] && opened=2023-06-01
    street=东街; [ $((i % 2)) = 0 ] && street=西街; [ $((i % 15)) = 0 ] && street=
    echo "S$((100 + i)),$kind,$opened,$street"
  done
} > "$W/shops.csv"
{
  echo "class,subject_id,record_id,document_no,decided_on,severity,award_name,awarded_on"
  for i in $(seq 60); do
    for n in $(seq $((i % 4))); do
      severity=minor; [ $(((i + n) % 3)) = 0 ] && severity=general; [ $(((i + n) % 11)) = 0 ] && severity=serious
      echo "penalty,S$((100 + i)),b$i-$n,b$i-$n,2024-1$((n % 3))-1$((i % 10)),$severity,,"
    done
    [ $((i % 6)) = 0 ] && echo "award,S$((100 + i)),w$i,,,,w$i,2025-01-15"
    [ $((i % 4)) = 3 ] && [ $((i % 8)) != 7 ] && echo "penalty,S$((100 + i)),a$i,a$i,2025-10-0$((i % 9 + 1)),general,,"
    [ $((i % 7)) = 0 ] && echo "penalty,S$((100 + i)),c$i,c$i,2026-02-0$((i % 9 + 1)),minor,,"
  done
  true
} > "$W/records.csv"
