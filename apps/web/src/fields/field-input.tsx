import { AddressInput } from './address.tsx';
import { AttachmentInput } from './attachment.tsx';
import { BookingInput } from './booking.tsx';
import { CascadeInput } from './cascade.tsx';
import { BooleanChoice, MultiChoice, RadioChoice, SelectChoice } from './choice.tsx';
import { DateInput, DateRangeInput } from './date.tsx';
import { DepartmentInput } from './department.tsx';
import type { InputProps } from './field-props.ts';
import { MoneyInput } from './money.tsx';
import { NumberInput } from './number.tsx';
import { PersonInput } from './person.tsx';
import { RatingInput } from './rating.tsx';
import { ReferenceInput } from './reference.tsx';
import { SignatureInput } from './signature.tsx';
import { TextArea, TextInput } from './text.tsx';

/** The control for a field; one file a type, this only chooses. */
export function FieldInput(props: InputProps) {
  const { field, path: _, ...rest } = props;
  switch (field.type) {
    case 'text':
    case 'phone':
    case 'idcard':
    case 'plate':
    case 'email':
    case 'url':
      return <TextInput field={field} {...rest} />;
    case 'textarea':
      return <TextArea field={field} {...rest} />;
    case 'number':
      return <NumberInput field={field} {...rest} />;
    case 'money':
      return <MoneyInput field={field} {...rest} />;
    case 'date':
    case 'datetime':
      return <DateInput field={field} {...rest} />;
    case 'daterange':
      return <DateRangeInput field={field} {...rest} />;
    case 'boolean':
      return <BooleanChoice field={field} {...rest} />;
    case 'radio':
      return <RadioChoice field={field} {...rest} />;
    case 'select':
      return <SelectChoice field={field} {...rest} />;
    case 'multiselect':
      return <MultiChoice field={field} {...rest} />;
    case 'person':
    case 'persons':
      return <PersonInput field={field} {...rest} />;
    case 'department':
    case 'departments':
      return <DepartmentInput field={field} {...rest} />;
    case 'attachment':
    case 'image':
      return <AttachmentInput field={field} {...rest} path={props.path} />;
    case 'rating':
      return <RatingInput {...rest} />;
    case 'cascade':
      return <CascadeInput field={field} {...rest} />;
    case 'signature':
      return <SignatureInput field={field} {...rest} path={props.path} />;
    case 'address':
      return <AddressInput field={field} {...rest} />;
    case 'booking':
      return <BookingInput field={field} {...rest} />;
    case 'reference':
    case 'references':
      return <ReferenceInput field={field} {...rest} path={props.path} />;
    default:
      return field satisfies never;
  }
}
