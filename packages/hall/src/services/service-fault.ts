/** What is wrong in a service folder: which file, where in it, and what to do. */
export interface ServiceFault {
  readonly file: string;
  readonly where: string;
  readonly message: string;
}
