// Manage: every opening, export, and change of keys and policies. State, events and effects.
#pragma once

#include <variant>

namespace pillarbox::inbox {

struct AuditState {};

struct AuditShown {};  // this part was opened

using AuditEvent = std::variant<AuditShown>;

// → performed on the worker's thread (audit_main.cpp), answered by AuditEvents.
struct LoadAudit {};  // what this part shows and the screens do not know

using AuditEffect = std::variant<LoadAudit>;

}  // namespace pillarbox::inbox
