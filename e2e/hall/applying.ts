import { press, shows, type Visitor } from './visitor.ts';

/** From the home page by a search and the service's guide to the empty form. */
export async function openForm(visitor: Visitor, service: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/');
  await page.getByRole('combobox', { name: '搜索服务事项' }).fill(service);
  await press(visitor, page.getByRole('option').filter({ hasText: service }).first());
  await shows(page.getByRole('heading', { name: service, level: 1 }));
  await press(visitor, page.getByRole('link', { name: '立即办理' }));
  await shows(page.getByRole('button', { name: '提交申请' }));
}

/** Submits the form and answers with the serial number (流水号) that it got. */
export async function submit(visitor: Visitor): Promise<string> {
  const { page } = visitor;
  await press(visitor, page.getByRole('button', { name: '提交申请' }));
  await shows(page.getByRole('heading', { name: '提交成功' }));
  const line = page.getByText(/^流水号/);
  await shows(line);
  return (await line.innerText()).replace('流水号', '').trim();
}

/** Opens an application of one's own from the list. */
export async function openApplication(visitor: Visitor, number: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/applications');
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: number });
  await press(visitor, card.getByRole('heading').getByRole('link'));
  await shows(page.getByRole('heading', { name: '办理过程' }));
}

/** Opens what was sent back, to correct it. */
export async function openCorrection(visitor: Visitor, number: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/applications?tab=returned');
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: number });
  await press(visitor, card.getByRole('link', { name: '去补正' }));
  await shows(page.getByRole('button', { name: '提交申请' }));
}
