/**
 * Every expected no of the product: HTTP status and what to tell the person, in both languages. Clients switch
 * on the code, never on the text. `{name}` is filled from the refusal's parameters.
 */
export const refusals = {
  'request/malformed': [
    400,
    '请求内容不是有效的 JSON，请检查后重发',
    'The request body is not valid JSON; correct it and send it again',
  ],
  'request/invalid': [
    400,
    '请求不符合接口约定：{detail}',
    'The request does not match the interface: {detail}',
  ],
  'request/too-large': [
    413,
    '内容超过允许的大小（最多 {megabytes} MB）',
    'The content is larger than allowed (at most {megabytes} MB)',
  ],
  'request/unsupported-media-type': [
    415,
    '不支持这种内容类型，请使用 {expected}',
    'This content type is not supported; use {expected}',
  ],
  'request/throttled': [
    429,
    '操作过于频繁，请 {seconds} 秒后再试',
    'Too many requests; try again in {seconds} seconds',
  ],
  'request/key-reused': [
    422,
    '同一个 Idempotency-Key 被用于不同的请求，请换一个新的键',
    'The same Idempotency-Key was used for a different request; use a new key',
  ],
  'request/not-found': [404, '没有这个地址', 'There is nothing at this address'],
  'session/required': [401, '请先登录', 'Please sign in first'],
  'session/wrong-password': [401, '工号/学号或密码不正确', 'The number or the password is not right'],
  'session/throttled': [
    429,
    '登录失败次数过多，请 {seconds} 秒后再试',
    'Too many failed attempts; try again in {seconds} seconds',
  ],
  'session/csrf': [403, '页面已过期，请刷新后重试', 'The page is out of date; reload it and try again'],
  'access/forbidden': [403, '您没有进行这项操作的权限', 'You are not allowed to do this'],
  'notice/not-found': [404, '没有这条通知', 'There is no such notice'],
  'notice/days': [
    422,
    '结束日不能早于开始日，请修改',
    'The last day may not be before the first; change one of them',
  ],
  'notice/unknown-unit': [422, '没有单位“{unit}”，请重新选择', 'There is no unit {unit}; choose another'],
  'notice/not-yours': [
    403,
    '您只能向所管理的单位发通知，请选择其中的单位',
    'You may speak only to the units that you look after; choose among them',
  ],
  'proxy/yourself': [422, '不能委托给自己，请另选一位', 'You cannot be your own proxy; choose somebody else'],
  'proxy/nobody': [
    422,
    '代理人须是在岗教职工，请另选一位',
    'A proxy must be a member of staff in service; choose somebody else',
  ],
  'proxy/days': [
    422,
    '代理期限不对：结束日不能早于开始日和今天，最长 {most} 天',
    'The days are not right: the last may be neither before the first nor past, and at most {most} days',
  ],
  'proxy/twice': [
    409,
    '这段时间已经委托此人代理这些事项，请先撤销原来的委托',
    'This person is your proxy for these services in those days already; end that proxy first',
  ],
  'service/not-found': [
    404,
    '没有找到这个服务事项，可能已下线',
    'There is no such service; it may have been taken off',
  ],
  'service/no-version': [404, '这个服务事项没有第 {version} 版', 'This service has no version {version}'],
  'service/not-for-you': [403, '该事项仅面向{audience}办理', 'This service is for {audience} only'],
  'service/not-eligible': [
    403,
    '您不在可以办理的范围内：{reason}',
    'You are not among those who may apply: {reason}',
  ],
  'service/not-yet-open': [
    409,
    '还没有开放，{from} 起可以提交；草稿可以先保存。{note}',
    'It is not open yet; it can be submitted from {from}, and a draft can be kept until then. {note}',
  ],
  'service/closed': [
    409,
    '开放时间已过，不能提交。{note}',
    'It is closed and can no longer be submitted. {note}',
  ],
  'service/quota-used-up': [409, '名额不够：{message}', 'The quota does not suffice: {message}'],
  'registration/full': [
    409,
    '{what}已满，共 {places} 个名额{waiting}。{left}',
    '{what} is full: {places} places{waiting}. {left}',
  ],
  'registration/already-in': [
    409,
    '您已经报过名，不能重复报名；要改报，请先撤销或放弃原来的',
    'You are registered already; cancel that registration or give the place up before you register again',
  ],
  'registration/not-found': [
    404,
    '没有这项报名，或它不归您管理',
    'There is no such registration, or it is not yours to look after',
  ],
  'registration/not-offered': [
    409,
    '现在没有等您确认的名额，请刷新页面看看最新的状态',
    'No place waits for your confirmation now; reload the page to see where you stand',
  ],
  'registration/too-late': [
    409,
    '确认的期限 {at} 已过，名额已顺延给下一位',
    'The time to confirm ran out at {at}; the place has gone to the next person',
  ],
  'registration/no-place': [
    409,
    '您没有可以放弃的名额，请刷新页面看看最新的状态',
    'You have no place to give up; reload the page to see where you stand',
  ],
  'registration/no-check-in': [409, '这项报名不用签到', 'Nobody checks in for this registration'],
  'registration/unknown-code': [
    404,
    '名单里没有“{code}”，请核对后再试，或按姓名查找',
    'Nobody on the roster is "{code}"; check it, or look the person up by name',
  ],
  'registration/not-placed': [
    409,
    '{name}没有名额（{state}），不能签到',
    '{name} has no place ({state}) and cannot check in',
  ],
  'registration/checked-in': [409, '{name}已在 {at} 签到，请勿重复', '{name} checked in already, at {at}'],
  'registration/not-in': [
    409,
    '{names}已不在名单里，请刷新后再试',
    '{names} are not on the roster any more; reload and try again',
  ],
  'registration/below-placed': [
    409,
    '已有 {placed} 人占了名额，不能改成 {places} 个；要这样改请确认：已有的人保留，有人退出也不再递补',
    '{placed} people have a place, more than {places}; confirm that you mean it: they keep their places, and nobody moves up until fewer are left',
  ],
  'registration/unknown-group': [
    422,
    '没有组“{group}”，请重新选择',
    'There is no group {group}; choose again',
  ],
  'booking/taken': [
    409,
    '已被占用：{what}。{near}。请改选后再提交',
    'Taken already: {what}; {near}. Choose another and submit again',
  ],
  'booking/outside-rules': [
    422,
    '“{resource}”不能这样预约：{rule}。请修改时间或另选',
    '{resource} cannot be booked like this: {rule}. Change the time or choose another',
  ],
  'booking/unknown-resource': [
    422,
    '不能预约“{resource}”，请重新选择',
    '{resource} cannot be booked here; choose another',
  ],
  'booking/not-found': [404, '没有这个可预约的地点或设备', 'There is nothing like this to book'],
  'service/proxy-only': [
    403,
    '该事项由经办人代为发起，本人不能直接申请',
    'This is initiated on your behalf by those in charge; you cannot apply yourself',
  ],
  'service/campaign-only': [
    403,
    '该事项由主办部门统一发起，收到待办后填写',
    'This is opened by the department in charge; fill it in once it is among your tasks',
  ],
  'service/query-only': [
    403,
    '该事项是查询，不用申请，请打开查询页',
    'This is a query and nothing to apply for; open its page',
  ],
  'campaign/not-found': [
    404,
    '没有找到这个活动，或它不归您管',
    'There is no such campaign, or it is not yours to look after',
  ],
  'campaign/service': [
    422,
    '“{name}”不是由活动统一发起的事项，请另选一个',
    '"{name}" is not opened by campaigns; choose another service',
  ],
  'campaign/days': [
    422,
    '日期不对：截止日不能早于开始日，也不能早于今天',
    'The days are not right: the last may be neither before the first nor before today',
  ],
  'campaign/parameter': [
    422,
    '参数“{key}”不对：这个事项没有它，或它应当是{kind}',
    'The parameter "{key}" is not right: the service has none of that name, or it must be {kind}',
  ],
  'campaign/unknown-numbers': [
    422,
    '没有这些工号/学号，或已不在册（{count} 个）：{numbers}。请改正后再试，名单没有保存',
    'Nobody in service has these numbers ({count}): {numbers}. Correct them and try again; nothing was kept',
  ],
  'campaign/unknown-units': [422, '没有这些单位：{units}', 'There are no such units: {units}'],
  'campaign/no-head': [
    422,
    '这些单位没有负责人，没有人可以填：{units}。请先补上负责人，或从名单中去掉',
    'These units have no head who could fill it in: {units}. Appoint one first, or leave them out',
  ],
  'campaign/empty': [
    422,
    '名单里一个人也没有，请检查条件',
    'There is nobody on the roster; check its conditions',
  ],
  'campaign/too-many': [
    422,
    '名单有 {count} 人，一次活动最多 {most} 人，请分几次',
    'The roster has {count}; a campaign takes at most {most}, so make several',
  ],
  'campaign/roster-changed': [
    409,
    '名单现在是 {count} 人，与预览时的 {previewed} 人不同，请重新预览后再启动',
    'The roster has {count} now and not {previewed} as previewed; preview it again before opening',
  ],
  'campaign/not-draft': [
    409,
    '活动已经启动，不能再改或删除；可以延期、提前结束、增减人员',
    'It has been opened and can no longer be changed or deleted; extend it, close it, add or remove people',
  ],
  'campaign/not-running': [
    409,
    '活动还没有启动，或已经结束；结束了的可以先延期',
    'It is not open yet or over already; one that is over can be extended',
  ],
  'campaign/already-in': [
    409,
    '这些人（单位）已在活动中：{names}',
    'These are in the campaign already: {names}',
  ],
  'campaign/submitted': [
    409,
    '这些人（单位）已经提交过，不能移出：{names}',
    'These have submitted and cannot be taken out: {names}',
  ],
  'campaign/nobody-to-remind': [
    409,
    '没有需要催的人：都已提交，或今天已经催过',
    'There is nobody to remind: all have submitted, or were reminded today',
  ],
  'campaign/may-not-drop': [
    409,
    '这是活动要填的，不能删除或撤销；不该由您填写的，请联系{owner}',
    'A campaign asks for this, so it cannot be deleted or cancelled; if it is not yours to fill in, ask {owner}',
  ],
  'service/may-not-initiate': [
    403,
    '您不能为这个人代发起这个事项，请联系归口部门',
    'You may not initiate this on behalf of this person; ask the department in charge',
  ],
  'register/not-found': [
    404,
    '没有这个台账或这一行，或您无权查看',
    'There is no such register or row, or you may not see it',
  ],
  'application/not-found': [
    404,
    '没有找到这个申请，或您无权查看',
    'There is no such application, or you may not see it',
  ],
  'application/invalid': [422, '表单还有 {count} 处需要修改', 'The form has {count} places to correct'],
  'application/forged-fields': [
    422,
    '以下字段不能由您填写：{fields}。请刷新页面后重新填写',
    'These fields are not yours to fill: {fields}. Reload the page and fill in the form again',
  ],
  'application/draft-conflict': [
    409,
    '草稿已在别处修改（{at}），请刷新后再编辑，您刚才的内容尚未覆盖它',
    'The draft was changed elsewhere ({at}); reload before editing, nothing was overwritten',
  ],
  'application/not-editable': [
    409,
    '申请正在办理中，不能修改',
    'The application is under way and cannot be changed',
  ],
  'application/not-submittable': [
    409,
    '申请当前状态不能提交',
    'The application cannot be submitted in its present state',
  ],
  'application/already-acted': [
    409,
    '已有人办理，不能撤回；如需更改请联系当前办理人退回',
    'Somebody has already acted, so it cannot be withdrawn; ask the present assignee to send it back',
  ],
  'application/cancel-at-once': [
    409,
    '还没有人办理，可以直接撤销',
    'Nobody has acted yet; you may cancel it yourself',
  ],
  'application/cancel-asked': [
    409,
    '已经申请撤销，请等待办理人答复',
    'You have asked for it already; wait for the answer of whoever holds it',
  ],
  'application/no-cancel-asked': [
    409,
    '没有待答复的撤销申请，可能已由他人答复',
    'Nobody asks for its end now; somebody else may have answered',
  ],
  'application/ended': [
    409,
    '申请已办结，不能再操作',
    'The application has ended; nothing more can be done to it',
  ],
  'application/nobody': [
    409,
    '“{node}”环节找不到办理人，请联系{owner}处理',
    'Nobody is found for the step "{node}"; please contact {owner}',
  ],
  'task/proxy-is-applicant': [
    403,
    '这是您自己的申请，不能代别人办理，请由委托人本人或其他代理人办理',
    'This is your own application; the one you act for or another proxy has to decide it',
  ],
  'task/not-found': [404, '没有找到这个待办，或它不属于您', 'There is no such task, or it is not yours'],
  'task/already-closed': [
    409,
    '该待办已由{who}办理，请刷新列表',
    'The task has already been dealt with by {who}; refresh the list',
  ],
  'task/already-voted': [409, '您已经办理过这个待办', 'You have already acted on this task'],
  'task/act-not-offered': [409, '这个环节不能“{act}”', 'This step does not offer "{act}"'],
  'task/comment-required': [422, '请填写{act}的原因', 'Please give the reason for: {act}'],
  'task/reminded-lately': [
    409,
    '刚催办过，{when} 后可以再次催办；急事请直接致电办理人',
    'It was reminded a short while ago; you can remind again after {when}, or call whoever holds it',
  ],
  'task/nobody-to-remind': [409, '现在没有可以催办的人', 'There is nobody to remind now'],
  'task/send-back-target': [
    422,
    '不能退回到“{to}”，请选择列出的环节',
    'Cannot send back to "{to}"; choose one of the listed steps',
  ],
  'task/straight-not-possible': [
    409,
    '表单内容改变了流程走向，不能直送退回人，请重新逐级提交',
    'The changed form alters the route, so it cannot go straight back; submit it through all steps again',
  ],
  'flow/expression-failed': [
    409,
    '流程条件“{expression}”计算失败：{reason}。申请未改变，请联系{owner}',
    'The condition "{expression}" failed: {reason}. Nothing was changed; please contact {owner}',
  ],
  'flow/endless': [
    409,
    '流程在“{node}”附近兜圈，申请未改变，请联系{owner}',
    'The flow runs in a circle near "{node}"; nothing was changed, please contact {owner}',
  ],
  'flow/no-way-out': [
    409,
    '“{node}”之后没有符合条件的去向，申请未改变，请联系{owner}',
    'No way leads on from "{node}"; nothing was changed, please contact {owner}',
  ],
  'application/not-running': [409, '申请不在办理中', 'The application is not under way'],
  'application/not-suspended': [409, '申请没有挂起', 'The application is not suspended'],
  'application/suspended': [
    409,
    '申请已由管理员挂起，暂时不能办理，请联系{owner}',
    'The application has been suspended by an administrator; please contact {owner}',
  ],
  'task/added-cannot-add': [
    409,
    '您是被加签的，不能再加签别人；可以转办',
    'You were added as a signer and cannot add others; you may transfer instead',
  ],
  'task/choice-not-offered': [422, '“{node}”环节不能自选办理人', 'The people of "{node}" cannot be chosen'],
  'task/claim-first': [409, '请先认领这个待办再办理', 'Claim the task before you act on it'],
  'task/claimed': [409, '这个待办已被他人认领', 'The task has been claimed by somebody else'],
  'task/delegated': [
    409,
    '您已把它委派出去，请等对方回复意见',
    'You have lent it to somebody; wait for the opinion',
  ],
  'task/jump-target': [
    422,
    '不能跳转到“{to}”：流程会无法结束',
    'Cannot jump to "{to}": the flow could not end from there',
  ],
  'task/nobody-chosen': [422, '请选择人员', 'Choose at least one person'],
  'task/not-removable': [
    409,
    '只能减去您自己加签、且还没有办理的人',
    'Only signers whom you added and who have not acted can be removed',
  ],
  'task/not-taken-back': [
    409,
    '下一环节已有人办理，或没有可拿回的办理',
    'Somebody has already acted after you, or there is nothing to take back',
  ],
  'task/not-your-turn': [409, '还没有轮到您，请等前面的人办理', 'It is not your turn yet'],
  'task/opinion-only': [
    409,
    '这是委派给您的，只能回复意见，不能决定',
    'It was lent to you: give an opinion, the decision is the owner’s',
  ],
  'task/ballot-is-personal': [
    409,
    '选票只能由参评人本人投，不能由代理人代投，也不能移交',
    'A ballot is cast by the voter himself: nobody casts it for him, and it is not handed over',
  ],
  'task/ballot-needed': [
    409,
    '这是无记名投票，请打开待办填写选票',
    'This is a vote by ballot: open the task and fill in the ballot',
  ],
  'announcement/not-found': [
    404,
    '没有找到这条公示，或不在您可以查看的范围内',
    'There is no such announcement, or it is not for you to see',
  ],
  'announcement/ended': [
    409,
    '公示期已满，不再接收异议；如有问题请联系主管部门',
    'The announcement has ended and takes no more objections; ask the department in charge',
  ],
  'announcement/no-objections': [409, '这条公示不接收异议', 'This announcement takes no objections'],
  'announcement/named-only': [
    422,
    '这条公示只接收实名异议，姓名只有处理人看得到',
    'Objections to this announcement are raised by name, which only those who handle them see',
  ],
  'announcement/anonymous-files': [
    422,
    '匿名异议不能带附件：附件会记录上传人。请删除附件，或改为实名',
    'An anonymous objection carries no files, which know who has uploaded them: remove them, or give your name',
  ],
  'announcement/too-many-objections': [
    409,
    '您已经提出 {most} 条异议，请等待答复',
    'You have raised {most} objections; wait for the answers',
  ],
  'announcement/no-such-code': [
    404,
    '没有与这个查询码对应的异议，请核对',
    'There is no objection with this code; check it',
  ],
  'announcement/no-such-objection': [
    404,
    '没有这条异议，或不由这个环节处理',
    'There is no such objection, or this step does not handle it',
  ],
  'survey/invalid': [422, '问卷还有 {count} 处需要填写', 'The questionnaire has {count} places to fill in'],
  'survey/already-answered': [
    409,
    '您已经答过这份问卷。答卷是匿名的，系统分不出哪一份是您的，所以不能再改',
    'You have answered this survey already. Answers are anonymous: nobody can tell which is yours, so it cannot be changed',
  ],
  'survey/closed': [
    409,
    '这份问卷现在不在开放时间内，不能填写',
    'This survey is not open now and cannot be answered',
  ],
  'survey/not-an-application': [
    409,
    '这是匿名问卷，不能作为申请提交，请从“填写问卷”进入',
    'This is an anonymous survey and no application; answer it on its own page',
  ],
  'survey/not-yet': [403, '结果在问卷截止以后才能看', 'The results can be seen once the survey is closed'],
  'survey/no-results': [
    404,
    '这项调查还没有开始过，没有结果',
    'This survey has not begun yet; there are no results',
  ],
  'ballot/invalid': [422, '选票还有 {count} 处需要填写', 'The ballot has {count} places to fill in'],
  'task/signer-being-added': [
    409,
    '“{node}”正在加签，不能批量办理，请打开逐个办理',
    'Signers are being added to "{node}"; open the task and act on it by itself',
  ],
  'task/signer-twice': [422, '同一个人不能在一个环节里出现两次', 'Nobody can stand twice in one step'],
  'flow/error-uncaught': [
    409,
    '流程出现未处理的错误“{error}”，申请未改变，请联系{owner}',
    'The flow met an error "{error}" that nothing handles; nothing was changed, please contact {owner}',
  ],
  'flow/no-counterpart': [
    409,
    '不能迁移：{elements}在新版本中没有对应的环节，或已是另一种环节。申请未改变',
    'It cannot be migrated: {elements} has no counterpart in the new version, or is another kind of step there. Nothing was changed',
  ],
  'flow/migration-unsound': [
    409,
    '不能迁移：按新版本从{elements}走下去，流程会无法结束。申请未改变',
    'It cannot be migrated: from {elements} the flow could not end in the new version. Nothing was changed',
  ],
  'flow/another-service': [
    422,
    '这是另一个服务的版本，不能迁移到它',
    'That is a version of another service; it cannot be migrated to',
  ],
  'flow/same-version': [409, '申请已在这个版本上', 'The application is on this version already'],
  'flow/not-due': [409, '还没有到时间', 'It is not due yet'],
  'flow/not-waiting': [409, '流程现在没有在等待它', 'The flow is not waiting for it'],
  'application/print-not-offered': [
    409,
    '“{service}”不提供打印，需要纸质材料请联系归口部门',
    '"{service}" is not printed; ask the responsible unit if you need it on paper',
  ],
  'application/print-not-submitted': [
    409,
    '申请提交后才能打印，请先提交',
    'An application can be printed once it is submitted; submit it first',
  ],
  'verification/unknown': [
    404,
    '没有这个核验码对应的单据，请核对是否完整；仍不符时请向出具单位核实',
    'No document has this code; check that it is complete, and if it is, ask the unit that issued the paper',
  ],
  'reference/unknown-field': [
    404,
    '表单中没有您可以填写的选取字段“{field}”',
    'The form has no field "{field}" for you to pick rows for',
  ],
  'rating/not-offered': [409, '这个事项不收评价', 'This service is not rated'],
  'rating/not-ended': [409, '办结后才能评价', 'It can be rated once it has been dealt with'],
  'rating/too-late': [
    409,
    '评价满 7 天，不能再修改；还有问题请致电归口部门',
    'The rating is more than 7 days old and stays as it is; call the department in charge if something is left',
  ],
  'rating/reason-required': [
    422,
    '请写明不满意的原因，归口部门会答复您',
    'Please say what was wrong; the department in charge will answer',
  ],
  'rating/answer-required': [422, '请填写答复', 'Please write an answer'],
  'rating/not-found': [
    404,
    '没有找到这条评价，或不归您管理',
    'There is no such rating, or it is not yours to look after',
  ],
  'statistics/period': [
    422,
    '时间范围不对：起始日不能晚于结束日，最长十年',
    'The period is not right: it begins after it ends, or is longer than ten years',
  ],
  'export/not-found': [404, '没有这次导出，或不是您导出的', 'There is no such export, or it is not yours'],
  'export/over': [
    410,
    '导出文件只保留一天，请重新导出',
    'An export can be fetched for a day; ask for it again',
  ],
  'export/column': [
    422,
    '列“{column}”不在可以导出的列中，请刷新后重选',
    'The column "{column}" is not among those offered; reload and choose again',
  ],
  'export/nothing': [422, '没有符合条件的申请，请换个条件', 'No application fits; choose otherwise'],
  'export/too-many': [
    422,
    '符合条件的申请有 {count} 件，一次最多导出 {most} 件，请缩小时间范围',
    '{count} applications fit, and at most {most} can be exported at once; choose a shorter time',
  ],
  'incident/not-found': [
    404,
    '没有找到这条异常，或您无权查看',
    'There is no such incident, or you may not see it',
  ],
  'incident/settled': [
    409,
    '这条异常已经处理，请刷新列表',
    'The incident has already been settled; refresh the list',
  ],
  'administration/own-application': [
    403,
    '这是您自己的申请，请由其他管理员处理',
    'This application is your own; another administrator has to deal with it',
  ],
  'administration/successor': [
    422,
    '请选择另一位在岗的人员接手',
    'Choose another person who is in service to take over',
  ],
  'administration/person-not-found': [404, '没有找到这个人', 'There is no such person'],
  'guest/session-required': [
    401,
    '请从发给您的链接进入，并填写验证码',
    'Enter by the link that was sent to you, with a code',
  ],
  'guest/wrong-code': [
    401,
    '没有进入：验证码不正确、已过期，或链接已失效。请核对，或重新获取验证码；连续输错 5 次后需要重新获取',
    'You are not in: the code is wrong or too old, or the link has ended. Check it, or ask for another code; after 5 wrong ones you have to',
  ],
  'guest/closed': [
    410,
    '这件事已经办完，或不再需要您办理，链接已失效。如有疑问请联系请您办理的人',
    'This has been done or is no longer asked of you, and the link has ended. If in doubt, ask whoever asked you',
  ],
  'guest/invitation': [
    403,
    '这个事项凭邀请办理：请从校内人员发给您的邀请链接进入',
    'This is by invitation: enter by the link that a member of staff has sent you',
  ],
  'guest/invitation-used': [
    409,
    '邀请已过期或人数已满，请联系邀请您的人',
    'The invitation is over or has been used up; ask whoever invited you',
  ],
  'guest/not-for-guests': [
    422,
    '这个事项不面向校外人员，不能邀请',
    'This service is not for people from outside; nobody can be invited to it',
  ],
  'guest/too-many-invitations': [
    429,
    '24 小时内最多发出 {most} 个邀请，请明天再试',
    'At most {most} invitations in 24 hours; try again tomorrow',
  ],
  'guest/not-found': [404, '没有找到这位校外人员', 'There is no such guest'],
  'guest/reachable': [
    409,
    '链接由系统发到对方邮箱，不能由您转交；可以重发',
    'The link goes to the guest by mail and is not handed over by you; it can be sent again',
  ],
  'guest/unreachable': [
    409,
    '系统没有可用的邮件或短信通道，请复制链接转交',
    'There is no mail or SMS channel; copy the link and hand it over',
  ],
  'guest/too-soon': [
    429,
    '刚刚发过，请 {seconds} 秒后再试',
    'It has just been sent; try again in {seconds} seconds',
  ],
  'guest/too-often': [
    429,
    '24 小时内最多重发或转交 {most} 次，请明天再试，或电话联系对方',
    'At most {most} times in 24 hours; try again tomorrow, or call the guest',
  ],
  'payment/not-found': [
    404,
    '没有这张缴费单，或您无权查看',
    'There is no such payment, or you may not see it',
  ],
  'payment/not-yours': [
    403,
    '只有财务部门和服务的归口部门能查看收费管理',
    'Only the finance office and the unit that owns a service see its payments',
  ],
  'payment/finance-only': [403, '只有财务部门能这样做', 'Only the finance office may do this'],
  'payment/already-paid': [
    409,
    '这笔费用已经支付，无需再付',
    'This has been paid already; there is nothing to pay',
  ],
  'payment/closed': [
    409,
    '这张缴费单已过支付时限或已关闭，请刷新页面查看申请的进展',
    'The time to pay this is over; reload the page to see where the application stands',
  ],
  'payment/no-platform': [
    503,
    '学校还没有接入支付平台，请联系归口部门在线下缴费',
    'No payment platform is connected yet; ask the department how to pay',
  ],
  'payment/platform-away': [
    503,
    '支付平台暂时没有应答，没有扣款，请稍后再试',
    'The payment platform does not answer; nothing was charged, please try again shortly',
  ],
  'payment/not-genuine': [401, '通知的签名无效', 'The notification is not genuine'],
  'payment/nothing-to-refund': [
    422,
    '最多还能退 {left} 元，请修改金额',
    'At most {left} yuan can still be refunded; change the amount',
  ],
  'payment/refund-not-stuck': [
    409,
    '这笔退款正在处理或已完成，无需重试',
    'This refund is under way or done; there is nothing to retry',
  ],
  'payment/no-receipt': [409, '支付成功后才有收据', 'There is a receipt once it has been paid'],
  'payment/day-not-over': [422, '不能为将来的日期对账', 'A day to come cannot be reconciled'],
  'payment/no-bill': [
    422,
    '对账单读不懂：{detail}。请上传支付平台的交易账单（CSV）',
    'The bill cannot be read: {detail}. Upload the platform’s transaction bill (CSV)',
  ],
  'attachment/not-found': [
    404,
    '没有找到这个附件，或您无权下载',
    'There is no such attachment, or you may not download it',
  ],
  'attachment/type': [
    415,
    '“{name}”的内容是{found}，此处只能上传 {accept}',
    'The content of "{name}" is {found}; only {accept} can be uploaded here',
  ],
  'attachment/harmful': [422, '“{name}”不能上传：{why}', '"{name}" cannot be uploaded: {why}'],
  'attachment/empty': [422, '“{name}”是空文件', '"{name}" is empty'],
  'attachment/unknown-field': [
    422,
    '表单中没有可上传附件的字段“{field}”',
    'The form has no attachment field "{field}"',
  ],
  'attachment/offset': [
    409,
    '文件的这一段不接在已收到的内容之后，请从 {offset} 字节处继续',
    'This part does not follow what is there; go on from byte {offset}',
  ],
  'attachment/quota': [
    429,
    '今天上传的文件过多，请明天再试或联系{owner}',
    'Too many files were uploaded today; try again tomorrow or contact {owner}',
  ],
  'server/unavailable': [
    503,
    '系统暂时繁忙，您的操作没有生效，请稍后重试',
    'The system is temporarily unavailable and nothing was changed; please try again shortly',
  ],
  'server/fault': [
    500,
    '系统出错，请把编号 {request} 告诉信息化部门',
    'Something went wrong; please give the number {request} to the IT centre',
  ],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>;

export type RefusalCode = keyof typeof refusals;
export type Locale = 'zh-CN' | 'en';

export const statusOf = (code: RefusalCode): number => refusals[code][0];

/** The text of a refusal with its parameters put in; an unknown parameter leaves nothing behind. */
export function refusalText(
  code: RefusalCode,
  parameters: Readonly<Record<string, unknown>>,
  locale: Locale,
): string {
  const text = refusals[code][locale === 'en' ? 2 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
