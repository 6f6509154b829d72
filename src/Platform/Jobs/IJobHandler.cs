namespace Uramost.Platform.Jobs;

/// <summary>
/// Does the jobs of one kind. Registered with <see cref="JobServices.AddJob{THandler}"/>. A run may be cut off anywhere
/// and begun anew on another node, so everything that lasts is written through <see cref="JobContext.Apply"/>, or is a
/// file under a name that is the same in each run and appears only when it is complete.
/// </summary>
public interface IJobHandler
{
    /// <summary>The kind, in lower case, for example <c>backup</c>.</summary>
    string Kind { get; }

    /// <summary>Marker class of the language file with <c>Job.kind</c> (the title) and the keys of the steps.</summary>
    Type Words { get; }

    /// <summary>When it is done again and again without being asked; null for work on demand.</summary>
    string? Schedule => null;

    /// <summary>Whether it may take minutes. Long work never takes a node's last place, so short work is not held up by it.</summary>
    bool IsLong => false;

    /// <summary>How often it is begun before it is given up.</summary>
    int MaxAttempts => 8;

    /// <summary>Does the work.</summary>
    /// <exception cref="Language.WordedException">It failed for a reason that is shown to the person as it stands.</exception>
    Task Run(JobContext job);
}
