/** Attributes of ours on elements of BPMN, which says how they are done but leaves no room for what with. */
const attributesOf = {
  MultiInstanceLoopCharacteristics: ['collection', 'elementVariable'],
  ScriptTask: ['resultVariable'],
  BusinessRuleTask: ['decisionRef', 'resultVariable'],
  Message: ['key'],
};

const approvalAttributes = [
  'mode',
  'whenNobody',
  'acts',
  'sla',
  'approveLabel',
  'rule',
  'share',
  'weights',
  'samePerson',
  'applicantSigns',
  'onTimeout',
  'ballot',
  'ballotByProxy',
];

const actorAttributes = [
  'is',
  'of',
  'field',
  'unit',
  'title',
  'relation',
  'group',
  'person',
  'levels',
  'feel',
  'name',
  'email',
  'phone',
  'voters',
];

const workAttributes = [
  'is',
  'register',
  'key',
  'row',
  'until',
  'text',
  'service',
  'data',
  'applicant',
  'submit',
  'subset',
  'person',
  'ballot',
  'announcement',
  'amount',
  'subject',
  'payer',
  'within',
  'item',
  'repeat',
  'from',
  'to',
];

/** The `yizhan:` elements in the notation of moddle, by which bpmn-moddle reads and writes them as typed objects. */
export const moddleExtension = {
  name: 'Yizhan',
  uri: 'urn:yizhan:bpmn:1',
  prefix: 'yizhan',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Approval',
      superClass: ['Element'],
      properties: [
        ...approvalAttributes.map((name) => ({ name, isAttr: true, type: 'String' })),
        { name: 'actors', isMany: true, type: 'Actor' },
      ],
    },
    {
      name: 'Work',
      superClass: ['Element'],
      properties: [
        ...workAttributes.map((name) => ({ name, isAttr: true, type: 'String' })),
        { name: 'actors', isMany: true, type: 'Actor' },
      ],
    },
    {
      name: 'Actor',
      superClass: ['Element'],
      properties: actorAttributes.map((name) => ({ name, isAttr: true, type: 'String' })),
    },
    ...Object.entries(attributesOf).map(([type, names]) => ({
      name: `${type}Attributes`,
      extends: [`bpmn:${type}`],
      properties: names.map((name) => ({ name, isAttr: true, type: 'String' })),
    })),
  ],
};
