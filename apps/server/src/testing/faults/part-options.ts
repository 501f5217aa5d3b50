import Type from 'typebox';

export interface PartOptions {
  readonly part: 'http' | 'workers';
  readonly port: number;
  readonly databaseUrl: string;
  readonly data: string;
  readonly outside: string;
}

/** What the payment system tells: its message's id, and which order was paid. */
export const Payment = Type.Object({ id: Type.String(), order: Type.String() });
