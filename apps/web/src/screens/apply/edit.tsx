import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { applicationQuery } from '../../applications/applications.query.ts';
import { serviceQuery } from '../../services/services.query.ts';
import { useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { ApplicationForm } from './application-form.tsx';
import { FormBones } from './form-bones.tsx';

const route = getRouteApi('/shell/applications/$id/edit');

/** A draft, or an application that was returned or withdrawn, is filled in further. */
export function Edit() {
  const t = useTexts();
  const { id } = route.useParams();
  // Read afresh, and only once: an answer that arrives while somebody types must not stand behind the form.
  const application = useQuery({
    ...applicationQuery(id),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const serviceId = application.data?.service.id;
  const service = useQuery({ ...serviceQuery(serviceId ?? ''), enabled: serviceId !== undefined });

  const error = application.error ?? service.error;
  if (error) {
    return (
      <div className="page">
        <LoadFailed
          alone
          error={error}
          retry={() => void Promise.all([application.refetch(), serviceId && service.refetch()])}
        >
          <Link to="/applications" className={buttonClass()}>
            {t('applications.title')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  if (!application.data || !application.isFetchedAfterMount || !service.data) return <FormBones />;
  if (!application.data.acts.includes('edit')) {
    return (
      <div className="page">
        <Empty alone icon="lock" title={t('apply.notEditable')} advice={t('apply.notEditableDo')}>
          <Link to="/applications/$id" params={{ id }} className={buttonClass('primary')}>
            {t('apply.openApplication')}
          </Link>
        </Empty>
      </div>
    );
  }
  return <ApplicationForm key={id} service={service.data} application={application.data} />;
}
