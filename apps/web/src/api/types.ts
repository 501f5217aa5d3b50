/** Answers that the contract describes only as schemas; here as the types that screens use. */
import type { ApplicationStatus } from '@yizhan/contract';

export interface Page<Item> {
  items: Item[];
  next?: string;
}

export interface ApplicationCreated {
  id: string;
  number: string | null;
  status: ApplicationStatus;
  revision: number;
}

export interface Unit {
  id: string;
  name: string;
  parent: string | null;
}

export interface HallNotification {
  id: string;
  at: string;
  kind:
    | 'task-opened'
    | 'sent-back'
    | 'approved'
    | 'rejected'
    | 'cancelled'
    | 'cancel-asked'
    | 'cancel-declined'
    | 'reminded'
    | 'copied'
    | 'commented'
    | 'campaign-opened'
    | 'campaign-reminded'
    | 'registration-placed'
    | 'registration-offered'
    | 'registration-lapsed'
    | 'registration-waiting'
    | 'registration-lost'
    | 'registration-removed'
    | 'survey-opened'
    | 'survey-reminded'
    | 'survey-closed'
    | 'rated-low'
    | 'rating-answered'
    | 'payment-asked';
  title: string;
  body: string;
  link: string;
  read: boolean;
}
