import type { Expression } from '@yizhan/feel';
import type { Duration, WorkOrder } from '../program.ts';
import { compileActor } from './compile-actor.ts';
import type { Compiling } from './compiling.ts';
import type { FlowElement, WorkElement } from './element.ts';

/** What expressions of works read besides the form's fields. */
const workNames = ['applicant', 'application', 'parameters'];
const ownNames: Readonly<Partial<Record<WorkOrder['is'], string>>> = {
  tally: 'tally',
  pay: 'payment',
  transfer: 'transfer',
};

/** Reads `yizhan:work` of a service task; undefined without one. Every mistake is handed to `fault`. */
export function compileWork(task: FlowElement, compiling: Compiling): WorkOrder | undefined {
  const id = task.id ?? '';
  const fault = (message: string) => compiling.fault(id, message);
  const [element, ...others]: readonly WorkElement[] =
    task.extensionElements?.values?.filter((value) => value.$type === 'yizhan:Work') ?? [];
  if (element === undefined) return undefined;
  if (others.length > 0) fault('一个服务任务只能有一个 yizhan:work');
  const { is = '' } = element;
  if (!isWork(is)) {
    fault(`yizhan:work is="${is}" 不是 ${Object.keys(attributes).join('、')} 之一`);
    return undefined;
  }
  const { must, may } = attributes[is];
  for (const name of must) if (!element[name]?.trim()) fault(`yizhan:work is="${is}" 缺少 ${name}`);
  for (const name of allAttributes)
    if (element[name] !== undefined && !must.includes(name) && !may.includes(name))
      fault(`yizhan:work is="${is}" 中的 ${name} 不起作用，请删除`);
  if (is !== 'notify' && element.actors?.length) fault(`yizhan:work is="${is}" 中的 yizhan:actor 不起作用`);
  return orderOf(is, element);

  function expression(text: string | undefined): Expression | undefined {
    const own = isWork(is) ? ownNames[is] : undefined;
    const names = own === undefined ? workNames : [...workNames, own];
    return text?.trim() ? compiling.expression(text, id, names) : undefined;
  }

  function orderOf(kind: WorkOrder['is'], work: WorkElement): WorkOrder | undefined {
    const { register = '', service = '', subset = '' } = work;
    const [key, row, text, data] = [work.key, work.row, work.text, work.data].map(expression);
    switch (kind) {
      case 'register': {
        const until = expression(work.until);
        return key && row && { is: kind, register, key, row, ...(until && { until }) };
      }
      case 'strike':
        return key && { is: kind, register, key };
      case 'notify': {
        const actors = (work.actors ?? []).flatMap((actor) => compileActor(actor, compiling, fault));
        if (actors.some(({ is: who }) => who === 'guest'))
          fault('yizhan:work is="notify" 只能告诉有账号的人，不能是 is="guest"');
        if (!work.actors?.length) fault('yizhan:work is="notify" 中没有 yizhan:actor，不知道告诉谁');
        return text && { is: kind, text, actors };
      }
      case 'start': {
        if (work.submit !== undefined && work.submit !== 'true' && work.submit !== 'false')
          fault('submit 应是 true 或 false');
        const applicant = expression(work.applicant);
        const submit = work.submit === 'true';
        return data && { is: kind, service, data, submit, ...(applicant && { applicant }) };
      }
      case 'record': {
        const person = expression(work.person);
        return person && row && { is: kind, subset, person, row };
      }
      case 'tally':
        return tallyOf(work, data);
      case 'publish':
        return { is: kind, announcement: textOf(work.announcement) };
      case 'confirm':
      case 'release':
        return { is: kind };
      case 'pay':
        return payOf(work);
      case 'transfer':
        return transferOf(work, data);
    }
  }

  function transferOf(work: WorkElement, data: Expression | undefined): WorkOrder | undefined {
    const [from, to, amount, subject] = [work.from, work.to, work.amount, work.subject].map(expression);
    return (
      from &&
      to &&
      subject && { is: 'transfer', from, to, subject, ...(amount && { amount }), ...(data && { data }) }
    );
  }

  function payOf(work: WorkElement): WorkOrder | undefined {
    const [amount, subject, payer, item, data] = [
      work.amount,
      work.subject,
      work.payer === 'applicant' ? undefined : work.payer,
      work.item,
      work.data,
    ].map(expression);
    const within = durationOf(work.within ?? 'PT30M');
    if (work.repeat !== undefined && work.repeat !== 'true') fault('repeat 只能是 true');
    if (!amount || !subject || !within) return undefined;
    return {
      is: 'pay',
      amount,
      subject,
      within,
      isRepeated: work.repeat === 'true',
      ...(payer && { payer }),
      ...(item && { item }),
      ...(data && { data }),
    };
  }

  function durationOf(text: string): Duration | undefined {
    if (!text.startsWith('P')) {
      const minutes = expression(text);
      return minutes && { is: minutes };
    }
    const [, days = '0', hours = '0', minutes = '0'] =
      /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/.exec(text) ?? [];
    const all = Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
    if (all > 0) return { minutes: all };
    fault(`within="${text}" 应是时长，例如 PT30M、P7D，或给出分钟数的 FEEL`);
    return undefined;
  }
}

/** An attribute that is missing has been told of. */
const textOf = (attribute: string | undefined): string => attribute ?? '';

const tallyOf = ({ ballot }: WorkElement, data: Expression | undefined): WorkOrder | undefined =>
  data && { is: 'tally', ballot: textOf(ballot), data };

type Attribute =
  | 'register'
  | 'key'
  | 'row'
  | 'until'
  | 'text'
  | 'service'
  | 'data'
  | 'applicant'
  | 'submit'
  | 'subset'
  | 'person'
  | 'ballot'
  | 'announcement'
  | 'amount'
  | 'subject'
  | 'payer'
  | 'within'
  | 'item'
  | 'repeat'
  | 'from'
  | 'to';

const attributes: Readonly<
  Record<WorkOrder['is'], { readonly must: readonly Attribute[]; readonly may: readonly Attribute[] }>
> = {
  register: { must: ['register', 'key', 'row'], may: ['until'] },
  strike: { must: ['register', 'key'], may: [] },
  notify: { must: ['text'], may: [] },
  start: { must: ['service', 'data'], may: ['applicant', 'submit'] },
  record: { must: ['subset', 'person', 'row'], may: [] },
  tally: { must: ['ballot', 'data'], may: [] },
  publish: { must: ['announcement'], may: [] },
  confirm: { must: [], may: [] },
  release: { must: [], may: [] },
  pay: { must: ['amount', 'subject'], may: ['payer', 'within', 'item', 'repeat', 'data'] },
  transfer: { must: ['from', 'to', 'subject'], may: ['amount', 'data'] },
};

const allAttributes = [...new Set(Object.values(attributes).flatMap(({ must, may }) => [...must, ...may]))];

const isWork = (word: string): word is WorkOrder['is'] => Object.hasOwn(attributes, word);
