#include "store/lmdb/value_dictionary.h"

namespace fupan::store {
namespace {

using std::string_view_literals::operator""sv;

// What comes last costs least to refer to.
constexpr std::string_view kText =
    // Words that reports are full of.
    "项目团队在实施过程中没有及时与客户沟通，需求变更没有经过评审，导致进度延期、成本增加。"
    "建议在项目启动阶段明确范围和验收标准，加强测试和质量管理，对供应商的交付进行跟踪。"
    "由于缺乏回滚方案，系统上线后出现故障，影响了用户的使用。原因是配置错误，数据库和网络的监控不足。"
    "后续应当建立风险清单，定期复盘，形成文档，并对相关人员进行培训。"
    "我们需要在计划中预留时间，确保资源、技术方案、安全和合规都有人负责。"
    "The project team did not have a plan for the risk. This was caused by the lack of communication "
    "between the supplier and the stakeholders during the design review. As a result of the change, the "
    "schedule was delayed and the cost of the system increased. It is recommended that future projects "
    "should ensure that all requirements are reviewed and tested before the operation of the new system, "
    "and that the process is documented. There were several problems with the software, which could have "
    "been avoided if the data had been available for the test. We should have used a better procedure. "
    "Make sure that it can be done, with more time for training and from the start of the program. Not "
    "only one but other controls must be established to prevent these failures; each of them will be "
    "performed by the organization. In order to provide support for the management of quality, safety "
    "and information, the contractor was required to use the standard. Service was restored at the time "
    "when the configuration had been changed in production, because the users were unable to access the "
    "application. The root cause of the incident was that the server, the database, the network and the "
    "cluster were not monitored. "
    // Headings.
    "# \n\n## 背景\n\n## 问题描述\n\n## 做得好的\n\n## 不足\n\n## 根因\n\n## 经验教训\n\n## 改进措施\n\n- 建议\n# "
    "\n\n## "
    "Summary\n\n## Background\n\n## What happened\n\n## Impact\n\n## Timeline\n\n## What went well\n\n## What went "
    "wrong\n\n## Lessons learned\n\n- \n\n## Root cause\n\n## Recommendations\n\n- "
    // Fields of a document record (core/codec.cc): language, date, encoding, time, metadata, section, lesson, labels.
    "\x0B\x02"
    "en\x0D\n2024-01-02\x11\x05UTF-8\x13\x14"
    "2026-01-01T10:0"
    "0:00Z\x14\x01\x16\x02\x1C\x01\x1F \x8B\x01\x0B#\n\x03\x05title\x05\x01x#\x12\x03\x04"
    "date\x05\n20"
    "23-01-02#\x11\x03\x05phase\x05\x08planning#\n\x03\x04lang\x05\x02"
    "en)"
    "\x13\x03\nBackground\x04\x0D\x06\x0F\x09\x01x+\x9D\x01\x05\x07.l0a1b2\x07\x0FLesson"
    "s learned\x08\x04\n\x02\x0D\x0D\x05\x09"
    "execution\x06\x01\x0D\x0C\x05\x08planning"
    "\x06\x01\x0D\x0E\x02\x01\x05\x08schedule\x06\x01\x0D\x0E\x02\x01\x05\x08resource\x06\x01\x0D\x0F\x02\x01\x05\x09"
    "technical\x06\x01\x0D\x0D\x02\x01\x05\x07quality\x06\x01\x0D\x0D\x02\x02\x05\x07testing\x06"
    "\x01\x0D\x09\x02\x02\x05\x03tag\x08\x01\x0E\x1F\x10\x1F\x19\x02"
    "en"
    // Front matter.
    "---\ntitle: \"\"\ndate: 2023-01-\nproject: \nauthor: \nphase: planning\nrisk: schedule\ntags: "
    "[communication, testing]\nlang: zh\nlang: en\n---\n\n"sv;

}  // namespace

std::string_view value_dictionary() { return kText; }

}  // namespace fupan::store
