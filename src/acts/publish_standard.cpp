// SPDX-License-Identifier: Apache-2.0
#include "acts/publish_standard.hpp"

#include <algorithm>

#include "acts/acts.hpp"
#include "acts/kept_rules.hpp"
#include "core/text.hpp"

namespace sanqu::acts {

using standards::PublishedStandard;

namespace {

/// As names are compared and kept: blanks at the ends and full-width letters make nobody another person.
Result<std::string> name_of(std::string_view name) {
  if (find_bad_utf8(name)) return refuse(errors::k_no_name);
  std::string folded = folded_cell(name);
  if (folded.empty()) return refuse(errors::k_no_name);
  return folded;
}

Result<PublishedStandard> propose(standards::StandardStore& standards, PublishedStandard proposed) {
  const auto kept = TRY(compile_kept(proposed, standards));
  proposed.catalogue = kept->rules->sha256;
  proposed.id = kept->standard.plan.id;
  proposed.version = kept->standard.plan.version;
  const auto known =
      TRY(standards.find_standard(proposed.id, proposed.version, proposed.active_from));
  if (known) {
    return refuse(errors::k_version_exists, {proposed.files.front().path, 0, 0, ""},
                  {proposed.id + "@" + proposed.version});
  }
  proposed.proposal = TRY(standards.propose(proposed));
  return proposed;
}

Result<PublishedStandard> approve(standards::StandardStore& standards, PublishedStandard proposed,
                                  std::string approver, Instant now) {
  const std::string title = proposed.id + "@" + proposed.version;
  if (proposed.author == approver) return refuse(errors::k_same_person, {}, {approver, title});
  if (TRY(standards.latest_catalogue()) != proposed.catalogue) {
    return refuse(errors::k_catalogue_changed, {}, {title});
  }
  proposed.approver = std::move(approver);
  proposed.published_at = now;
  TRY(standards.publish(proposed));
  return proposed;
}

Result<PublishedStandard> open_proposal(standards::StandardStore& standards, std::string_view id,
                                        std::string_view version) {
  const auto open = TRY(standards.open_proposals());
  const auto found = std::ranges::find_if(
      open, [&](const PublishedStandard& one) { return one.id == id && one.version == version; });
  if (found != open.end()) return *found;
  return refuse(errors::k_no_proposal, {}, {std::string(id) + "@" + std::string(version)});
}

Result<PublishedStandard> draft(const std::vector<standards::KeptFile>& files, Date active_from,
                                std::string_view author, Instant now) {
  PublishedStandard out;
  out.author = TRY(name_of(author));
  out.files = files;
  out.published_at = now;
  out.active_from = active_from;
  return out;
}

}  // namespace

Result<std::vector<standards::KeptFile>> with_parents(standards::StandardStore& store,
                                                      standards::KeptFile text, Date day) {
  std::vector<standards::KeptFile> known;
  for (const PublishedStandard& one : TRY(store.active_standards(day))) {
    known.insert(known.end(), one.files.begin(), one.files.end());
  }
  for (const PublishedStandard& one : TRY(store.open_proposals())) {
    known.insert(known.end(), one.files.begin(), one.files.end());
  }
  std::vector<standards::KeptFile> out = {std::move(text)};
  while (out.size() < standards::k_layers_max) {
    const auto child = TRY(standards::parse_standard(out.back().path, out.back().text));
    if (child.parent_id.empty()) break;
    const auto parent = std::ranges::find_if(known, [&](const standards::KeptFile& file) {
      const auto read = standards::parse_standard(file.path, file.text);
      return read && read->id == child.parent_id && read->version == child.parent_version;
    });
    if (parent == known.end()) break;
    out.push_back(*parent);
  }
  return out;
}

Result<PublishedStandard> propose_standard(Store& store,
                                           const std::vector<standards::KeptFile>& files,
                                           Date active_from, std::string_view author, Instant now,
                                           const Also<PublishedStandard>& also) {
  PublishedStandard text = TRY(draft(files, active_from, author, now));
  const auto transaction = TRY(store.begin_write());
  auto proposed = TRY(propose(transaction->standards(), std::move(text)));
  TRY(run_also(also, *transaction, proposed));
  TRY(transaction->commit());
  return proposed;
}

Result<PublishedStandard> approve_standard(Store& store, std::string_view id,
                                           std::string_view version, std::string_view approver,
                                           Instant now) {
  std::string name = TRY(name_of(approver));
  const auto transaction = TRY(store.begin_write());
  auto proposed = TRY(open_proposal(transaction->standards(), id, version));
  auto published =
      TRY(approve(transaction->standards(), std::move(proposed), std::move(name), now));
  TRY(transaction->commit());
  return published;
}

Result<PublishedStandard> refuse_standard(Store& store, std::string_view id,
                                          std::string_view version, std::string_view by,
                                          std::string_view reason, Instant now) {
  const std::string name = TRY(name_of(by));
  constexpr std::size_t k_reason_bytes_max = 1000;
  const bool is_text = !find_bad_utf8(reason) && reason.size() <= k_reason_bytes_max;
  const std::string why = is_text ? std::string(trimmed(reason)) : std::string();
  if (why.empty()) return refuse(errors::k_no_reason, {"", 0, 0, "reason"});
  const auto transaction = TRY(store.begin_write());
  auto proposed = TRY(open_proposal(transaction->standards(), id, version));
  TRY(transaction->standards().refuse_proposal(proposed.proposal, name, why, now));
  TRY(transaction->commit());
  return proposed;
}

Result<PublishedStandard> publish_standard(Store& store,
                                           const std::vector<standards::KeptFile>& files,
                                           Date active_from, std::string_view author,
                                           std::string_view approver, Instant now) {
  PublishedStandard text = TRY(draft(files, active_from, author, now));
  std::string name = TRY(name_of(approver));
  const auto transaction = TRY(store.begin_write());
  auto proposed = TRY(propose(transaction->standards(), std::move(text)));
  auto published =
      TRY(approve(transaction->standards(), std::move(proposed), std::move(name), now));
  TRY(transaction->commit());
  return published;
}

}  // namespace sanqu::acts
