import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { applicationQuery } from '../../applications/applications.query.ts';
import { resourcesQuery } from '../../bookings/bookings.query.ts';
import { serviceQuery } from '../../services/services.query.ts';
import { useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { ApplicationForm } from './application-form.tsx';
import { draftsQuery } from './draft-found.tsx';
import { FormBones } from './form-bones.tsx';
import { placeWanted } from './place-wanted.ts';

const route = getRouteApi('/shell/services/$id/apply');

/**
 * A new application. Once its first draft is saved the address names it, so that a reload goes on with it; the form
 * on the page stays as it is, with the focus in it.
 */
export function Apply() {
  const t = useTexts();
  const { id } = route.useParams();
  const search = route.useSearch();
  const [wanted] = useState(() => search);
  const { draft, from, resource } = wanted;
  const navigate = useNavigate();
  const narrow = useNarrow();
  const service = useQuery(serviceQuery(id));
  const application = useQuery({
    ...applicationQuery(draft ?? ''),
    enabled: draft !== undefined,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

  const drafts = useQuery({ ...draftsQuery(id), enabled: draft === undefined });

  // What a place is called and holds, the form's own rules read; of a service that books nothing, nobody asks.
  const places = useQuery({ ...resourcesQuery([], undefined), enabled: resource !== undefined });

  const error = service.error ?? application.error;
  if (error) {
    return (
      <div className="page">
        <LoadFailed
          alone
          error={error}
          retry={() => void Promise.all([service.refetch(), draft && application.refetch()])}
        >
          <Link to="/" className={buttonClass()}>
            {t('error.home')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  const waits = draft ? !application.data : drafts.isPending;
  if (!service.data || waits || places.isLoading) return <FormBones />;
  // Begun on a phone only: a screen shows the way there, on the guide.
  if (service.data.phoneCode && !narrow && draft === undefined)
    return <Navigate to="/services/$id" params={{ id }} replace />;
  return (
    <ApplicationForm
      service={service.data}
      application={application.data}
      found={drafts.data?.[0]}
      from={from}
      place={placeWanted(service.data.form, wanted, places.data)}
      placed={(place) =>
        void navigate({
          to: '/services/$id/apply',
          params: { id },
          search: { draft: place.id },
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
