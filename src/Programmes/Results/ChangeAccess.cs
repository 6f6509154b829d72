using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Results;

/// <summary>Who may see and write the questions asked before and after an activity.</summary>
/// <param name="Activity">The activity, or null: it may not be seen.</param>
/// <param name="IsStaff">Whether everything is shown, however few answered.</param>
/// <param name="MayWrite">Whether answers may be written.</param>
public sealed record ChangeAccess(Activity? Activity, bool IsStaff, bool MayWrite)
{
    /// <summary>Asks for one activity: those who work in its project, of a closed one only those who may change it; a donor reads.</summary>
    public static async Task<ChangeAccess> To(PlatformDb db, ProgrammesRights rights, Guid activityId, CancellationToken ct = default)
    {
        var activity = await rights.Activities(db).AsNoTracking().SingleOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity?.ProjectId is not { } project || !rights.IsMember(project)) return new ChangeAccess(null, false, false);
        var edits = await rights.MayEdit(db, activityId, ct);
        if (activity.Confidentiality == Confidentiality.Closed && !edits) return new ChangeAccess(null, false, false);
        return new ChangeAccess(activity, edits || rights.IsStaff(project), edits || rights.MayWriteResults(project) && activity.Confidentiality != Confidentiality.Closed && rights.Viewer.Has(project, Platform.People.Role.Analyst));
    }
}
