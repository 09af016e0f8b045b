using System.ComponentModel.DataAnnotations;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>How the clients of sessions are asked, section <c>Actors:Mcp</c> of the configuration.</summary>
public sealed class QuestionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Mcp";

    /// <summary>How long a client has to answer: five minutes. Then the question is taken back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromMinutes(5);
}
